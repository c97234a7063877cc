import type { Amounts } from '../journal/model/state.ts'
import { sumDecimals } from '../money/sum-decimals.ts'
import type { AnswerGiven } from './replay.ts'
import type { ReplayPlace } from './replay-place.ts'

/** One decision that would be another one; JSON names. */
export interface ReplayDifference extends ReplayPlace {
  /** Names of the members that differ, `message` among them. */
  readonly changed: readonly string[]
  readonly stored: AnswerInShort
  readonly replayed: AnswerInShort
}

/** An answer as far as a list of many shows it. */
export interface AnswerInShort {
  readonly outcome: string
  readonly reason_code: string
  readonly rule: string | null
  /** Credited by it. */
  readonly amount: string | null
  readonly currency: string | null
}

/** An entry that cannot be decided again, and why. */
export interface ReplayFault {
  readonly id: string
  readonly account: string
  /** Of the problem that it is. */
  readonly code: string
  readonly message: string
}

/** How many went from one outcome to another, and what was and would be credited by them, by currency. */
export interface OutcomeChange {
  readonly stored: string
  readonly replayed: string
  readonly decisions: number
  readonly credited: Amounts
  readonly would_be_credited: Amounts
}

/** What came of deciding again; JSON names. */
export interface ReplayTally {
  /** That were to be decided again: the sum of the four below. */
  readonly decisions: number
  readonly same: number
  readonly different: number
  /** Their facts are gone. */
  readonly erased: number
  /** On what is stored nothing can be decided: damaged, or not what the policy declares. */
  readonly not_decidable: number
  readonly outcomes: readonly OutcomeChange[]
  /** How often each member of an answer differs. */
  readonly changed: Readonly<Record<string, number>>
  /** How many were not decidable, by the code of the problem. */
  readonly problems: Readonly<Record<string, number>>
  /** When the first and the last of those that could be read were decided, in their order. */
  readonly first_decided_at: string | null
  readonly last_decided_at: string | null
  /** The first ones. */
  readonly differences: readonly ReplayDifference[]
  readonly faults: readonly ReplayFault[]
}

/** Nothing was decided again yet. */
export const emptyTally: ReplayTally = {
  decisions: 0,
  same: 0,
  different: 0,
  erased: 0,
  not_decidable: 0,
  outcomes: [],
  changed: {},
  problems: {},
  first_decided_at: null,
  last_decided_at: null,
  differences: [],
  faults: [],
}

/** Differences, and faults, that are listed; all are counted. */
export const mostListed = 20

/** Both together; the first ones are those of the first. */
export function addTallies(first: ReplayTally, second: ReplayTally): ReplayTally {
  return {
    decisions: first.decisions + second.decisions,
    same: first.same + second.same,
    different: first.different + second.different,
    erased: first.erased + second.erased,
    not_decidable: first.not_decidable + second.not_decidable,
    outcomes: addOutcomes([...first.outcomes, ...second.outcomes]),
    changed: addCounts(first.changed, second.changed),
    problems: addCounts(first.problems, second.problems),
    first_decided_at: first.first_decided_at ?? second.first_decided_at,
    last_decided_at: second.last_decided_at ?? first.last_decided_at,
    differences: [...first.differences, ...second.differences].slice(0, mostListed),
    faults: [...first.faults, ...second.faults].slice(0, mostListed),
  }
}

function addCounts(
  first: Readonly<Record<string, number>>,
  second: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const sums = { ...first }
  for (const [name, count] of Object.entries(second)) sums[name] = (sums[name] ?? 0) + count
  return sums
}

function addOutcomes(outcomes: readonly OutcomeChange[]): readonly OutcomeChange[] {
  const sums = new Map<string, OutcomeChange>()
  for (const one of outcomes) {
    const key = JSON.stringify([one.stored, one.replayed])
    const before = sums.get(key)
    sums.set(
      key,
      before === undefined
        ? one
        : {
            ...one,
            decisions: before.decisions + one.decisions,
            credited: addAmounts(before.credited, one.credited),
            would_be_credited: addAmounts(before.would_be_credited, one.would_be_credited),
          },
    )
  }
  return [...sums].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, sum]) => sum)
}

function addAmounts(left: Amounts, right: Amounts): Amounts {
  const currencies = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort()
  return Object.fromEntries(
    currencies.map((currency) => [currency, sumDecimals([left[currency] ?? '0', right[currency] ?? '0'])]),
  )
}

/** The answer as a list shows it. */
export function inShort({ outcome, reason_code, rule, refund }: AnswerGiven): AnswerInShort {
  const credit = creditOf(refund)
  return { outcome, reason_code, rule, amount: credit?.amount ?? null, currency: credit?.currency ?? null }
}

/** What the refund of an answer credits; null where it has none. */
export function creditOf(refund: unknown): { readonly amount: string; readonly currency: string } | null {
  if (typeof refund !== 'object' || refund === null || !('amount' in refund) || !('currency' in refund)) return null
  const { amount, currency } = refund
  return typeof amount === 'string' && typeof currency === 'string' ? { amount, currency } : null
}
