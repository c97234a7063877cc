import { sumDecimals } from '../money/sum-decimals.ts'
import { millisecondsPerDay } from '../time/civil-day.ts'
import { formatInstant, parseInstant } from '../time/instant.ts'
import type { FoundBy } from './found-by.ts'
import type { AutomaticCredit, DayTotal, QuarterTotal, TotalKey } from './totals-store.ts'

/** What an entry, or several with one key, add to the totals. */
export interface TotalPart extends TotalKey {
  readonly decisions: number
  /** Exact decimal text. */
  readonly credited: string
  readonly automatic: boolean
}

/** What of an entry totals are made of. */
export type TotalledBy = Pick<
  FoundBy,
  | 'kind'
  | 'decided_at'
  | 'policy'
  | 'policy_version'
  | 'outcome'
  | 'clause'
  | 'rule'
  | 'credit_currency'
  | 'credit_amount'
  | 'automatic'
>

/** What automatic credits are summed by: in every time zone of today a day begins at one. */
export const quarterHourMilliseconds = 900_000

/** What the entry adds to the totals of its day. Pure. */
export function totalPart(found: TotalledBy): TotalPart {
  const { policy, policy_version, outcome, clause, rule } = found
  return {
    day: found.decided_at.slice(0, 'YYYY-MM-DD'.length),
    policy,
    policy_version,
    outcome,
    clause,
    rule,
    currency: found.credit_currency,
    decisions: found.kind === 'decision' ? 1 : 0,
    credited: found.credit_amount ?? '0',
    automatic: found.automatic === 1,
  }
}

/** What the entry adds to the quarters of its day; null where it neither decides nor credits. Pure. */
export function quarterPart(found: TotalledBy): QuarterTotal | null {
  const { decisions, credited, ...key } = totalPart(found)
  if (decisions === 0 && key.currency === null) return null
  return { ...key, quarters: [{ quarter: quarterOfDay(parseInstant(found.decided_at)), decisions, credited }] }
}

/** Which quarter of an hour of its UTC day the instant (milliseconds since the epoch) falls into, from 0. */
export function quarterOfDay(milliseconds: number): number {
  const ofDay = milliseconds - Math.floor(milliseconds / millisecondsPerDay) * millisecondsPerDay
  return Math.floor(ofDay / quarterHourMilliseconds)
}

/** Sums that grow entry by entry. */
export interface GrowingSums<Part, Sum> {
  add(part: Part): void
  /** In the order of {@link TotalsStore}. */
  all(): readonly Sum[]
}

/** Totals of nothing yet; what neither decided nor credited is in none. */
export function growingTotals(): GrowingSums<TotalPart, DayTotal> {
  const totals = new Map<string, GrowingTotal>()
  return {
    add: ({ decisions, credited, automatic, ...key }) => {
      if (decisions === 0 && key.currency === null) return
      const name = nameOfTotal(key)
      let total = totals.get(name)
      if (total === undefined) {
        total = { key, decisions: 0, credited: '0', alone: '0' }
        totals.set(name, total)
      }
      total.decisions += decisions
      if (credited === '0') return
      total.credited = sumDecimals([total.credited, credited])
      if (automatic) total.alone = sumDecimals([total.alone, credited])
    },
    all: () =>
      inOrderOfNames(totals).map(({ key, decisions, credited, alone }) => ({
        ...key,
        decisions,
        credited,
        credited_automatically: alone,
      })),
  }
}

interface GrowingTotal {
  readonly key: TotalKey
  decisions: number
  credited: string
  /** What of it no person approved. */
  alone: string
}

/** Automatic credits of nothing yet, by quarter of an hour. */
export function growingAutomaticCredits(): GrowingSums<TotalledBy, AutomaticCredit> {
  const sums = new Map<string, AutomaticCredit>()
  return {
    add: ({ automatic, credit_currency: currency, credit_amount: amount, decided_at }) => {
      if (automatic !== 1 || currency === null || amount === null) return
      const quarter_hour = quarterHourOf(decided_at)
      const name = nameOfCredit({ currency, quarter_hour })
      const before = sums.get(name)?.amount ?? '0'
      sums.set(name, { currency, quarter_hour, amount: sumDecimals([before, amount]) })
    },
    all: () => inOrderOfNames(sums),
  }
}

/** The totals that the parts make, in the order of {@link TotalsStore}. Pure. */
export function sumTotals(parts: Iterable<TotalPart>): readonly DayTotal[] {
  const totals = growingTotals()
  for (const part of parts) totals.add(part)
  return totals.all()
}

/** What the entries credited without a person in each quarter of an hour, in the order of {@link TotalsStore}. Pure. */
export function sumAutomaticCredits(entries: Iterable<TotalledBy>): readonly AutomaticCredit[] {
  const credits = growingAutomaticCredits()
  for (const entry of entries) credits.add(entry)
  return credits.all()
}

/** What tells the total from all others: it sorts by day. */
export function nameOfTotal({ day, policy, policy_version, outcome, clause, rule, currency }: TotalKey): string {
  return JSON.stringify([day, policy, policy_version, outcome, clause, rule, currency])
}

/** What tells the credit from all others: it sorts by currency, then by time. */
export function nameOfCredit({ currency, quarter_hour }: Pick<AutomaticCredit, 'currency' | 'quarter_hour'>): string {
  return JSON.stringify([currency, quarter_hour])
}

/** Where the quarter of an hour begins that the instant falls into. */
export function quarterHourOf(instant: string): string {
  const milliseconds = parseInstant(instant)
  return formatInstant(Math.floor(milliseconds / quarterHourMilliseconds) * quarterHourMilliseconds)
}

function inOrderOfNames<Total>(totals: ReadonlyMap<string, Total>): readonly Total[] {
  return [...totals].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, total]) => total)
}
