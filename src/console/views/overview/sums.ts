import type { Schemas } from '../../api/client.ts'
import type { DayTotal } from '../../api/totals.ts'
import type { DayRow } from '../../charts/day-chart.tsx'
import { sumAmounts } from '../../parts/sum-amounts.ts'

const dayMilliseconds = 86_400_000

/** Something that happened on a day. */
export interface Marker {
  readonly day: string
  readonly label: string
}

/** The last so many days up to today, in UTC, and the range that has them. */
export function daysOf(
  now: number,
  length: number,
): { readonly days: readonly string[]; readonly from: string; readonly to: string } {
  const day = (offset: number): string =>
    new Date(now + offset * dayMilliseconds).toISOString().slice(0, 'YYYY-MM-DD'.length)
  const days = Array.from({ length }, (_, index) => day(index - length + 1))
  return { days, from: days[0] ?? day(0), to: day(1) }
}

/** How many decisions there were on each day with each outcome. */
export function countsByDay(totals: readonly DayTotal[], days: readonly string[]): readonly DayRow[] {
  return days.map((day) => {
    const of = (outcome: string): string =>
      String(count(totals.filter((total) => total.day === day && total.outcome === outcome)))
    return { day, values: { approve: of('approve'), deny: of('deny'), review: of('review') } }
  })
}

/** What was credited on each day in a currency: without a person, and by one. */
export function creditsByDay(
  totals: readonly DayTotal[],
  days: readonly string[],
  currency: string,
): readonly DayRow[] {
  return days.map((day) => {
    const own = totals.filter((total) => total.day === day && total.currency === currency)
    const automatic = sumAmounts(own.map((total) => total.credited_automatically))
    const all = sumAmounts(own.map((total) => total.credited))
    return { day, values: { automatic, person: sumAmounts([all, negative(automatic)]) } }
  })
}

function negative(amount: string): string {
  return amount.startsWith('-') ? amount.slice(1) : `-${amount}`
}

/** How many decisions the totals are of. */
export function count(totals: readonly DayTotal[]): number {
  return totals.reduce((sum, { decisions }) => sum + decisions, 0)
}

/** The days on which a version was published. */
export function markersOf(
  versions: readonly Schemas['PolicyVersionSummary'][],
  days: readonly string[],
  label: (version: number) => string,
): readonly Marker[] {
  return versions
    .map(({ version, published_at }) => ({ day: published_at.slice(0, 'YYYY-MM-DD'.length), label: label(version) }))
    .filter(({ day }) => days.includes(day))
}
