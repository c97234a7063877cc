import { sumDecimals } from '../money/sum-decimals.ts'
import { formatInstant, parseInstant } from '../time/instant.ts'
import type { FoundBy } from './found-by.ts'
import type { AutomaticCredit, DayTotal, TotalKey } from './totals-store.ts'

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

/** Sums that grow entry by entry. */
export interface GrowingSums<Part, Sum> {
  add(part: Part): void
  /** In the order of {@link TotalsStore}. */
  all(): readonly Sum[]
}

/** Totals of nothing yet; what neither decided nor credited is in none. */
export function growingTotals(): GrowingSums<TotalPart, DayTotal> {
  const totals = new Map<string, DayTotal>()
  return {
    add: ({ decisions, credited, automatic, ...key }) => {
      if (decisions === 0 && key.currency === null) return
      const name = nameOfTotal(key)
      const before = totals.get(name) ?? { ...key, decisions: 0, credited: '0', credited_automatically: '0' }
      totals.set(name, {
        ...before,
        decisions: before.decisions + decisions,
        credited: sumDecimals([before.credited, credited]),
        credited_automatically: sumDecimals([before.credited_automatically, automatic ? credited : '0']),
      })
    },
    all: () => inOrderOfNames(totals),
  }
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

function quarterHourOf(instant: string): string {
  const milliseconds = parseInstant(instant)
  return formatInstant(Math.floor(milliseconds / quarterHourMilliseconds) * quarterHourMilliseconds)
}

function inOrderOfNames<Total>(totals: ReadonlyMap<string, Total>): readonly Total[] {
  return [...totals].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, total]) => total)
}
