import { sumDecimals } from '../money/sum-decimals.ts'
import { addToDate, dateAt } from '../time/calendar.ts'
import { quartersOfDay } from './quarter-sums.ts'
import { growingTotals, quarterHourMilliseconds } from './totals.ts'
import type { DayTotal, QuarterTotal, TotalsStore } from './totals-store.ts'

interface DaysOfZone {
  /** `YYYY-MM-DD`, inclusive. */
  readonly from: string
  /** `YYYY-MM-DD`, exclusive. */
  readonly to: string
  /** An IANA name. */
  readonly timeZone: string
}

/**
 * The totals by the days of a time zone, in the order of {@link TotalsStore}, where `day` is the date there. Exact in every zone
 * that is whole quarters of an hour from UTC, as all are since 2023, also on days when clocks change.
 */
export async function totalsOfZone(
  store: Pick<TotalsStore, 'totals' | 'quarterTotals'>,
  { from, to, timeZone }: DaysOfZone,
): Promise<readonly DayTotal[]> {
  if (timeZone === 'UTC') return store.totals(from, to)
  // No place is a whole day from UTC.
  const parts = await store.quarterTotals(addToDate(from, { days: -1 }) ?? from, addToDate(to, { days: 1 }) ?? to)
  return sumByDaysOf(timeZone, parts).filter(({ day }) => day >= from && day < to)
}

function sumByDaysOf(timeZone: string, parts: readonly QuarterTotal[]): readonly DayTotal[] {
  const totals = growingTotals()
  const known = new Map<string, readonly string[]>()
  for (const { day, quarters, ...rest } of parts) {
    const dates = known.get(day) ?? datesOfQuarters(day, timeZone)
    known.set(day, dates)
    const byDate = new Map<string, { decisions: number; readonly amounts: string[] }>()
    for (const { quarter, decisions, credited } of quarters) {
      const date = dates[quarter] ?? day
      const sum = byDate.get(date) ?? { decisions: 0, amounts: [] }
      sum.decisions += decisions
      sum.amounts.push(credited)
      byDate.set(date, sum)
    }
    for (const [date, { decisions, amounts }] of byDate) {
      totals.add({ day: date, ...rest, decisions, credited: sumDecimals(amounts) })
    }
  }
  return totals.all()
}

/** Which date it is in the zone in each quarter of an hour of the UTC day. */
function datesOfQuarters(day: string, timeZone: string): readonly string[] {
  const start = Date.parse(day)
  return Array.from({ length: quartersOfDay }, (_, quarter) =>
    dateAt(start + quarter * quarterHourMilliseconds, timeZone),
  )
}
