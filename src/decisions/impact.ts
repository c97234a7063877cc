import type { MovedAnswer } from './replay-moves.ts'
import type { ReplayPlace } from './replay-place.ts'
import type { ReplaySample } from './replay-selection.ts'
import type { ReplayFault } from './replay-tally.ts'

/** What was and would be credited in one currency; exact decimal text. */
export interface CreditChange {
  readonly currency: string
  readonly before: string
  readonly after: string
  /** `after` less `before`. */
  readonly extra: string
}

/** {@link CreditChange} of all decisions. */
export interface CurrencyImpact extends CreditChange {
  /**
   * `extra` for each of the days, rounded away from 0 to its own decimals, at least two; of a sample as if the other
   * accounts were like it.
   */
  readonly extra_per_day: string
}

/** {@link CreditChange} by the clause or rule that decides, before and after; null for what none decides. */
export interface NamedImpact extends CreditChange {
  readonly name: string | null
}

/** Decisions that come out otherwise in the same way. */
export interface ImpactFlips {
  readonly section: 'refunds' | 'disputes'
  readonly before: FlippedAnswer
  readonly after: FlippedAnswer
  readonly decisions: number
  readonly credits: readonly CreditChange[]
}

/** An answer as a table of flips shows it. */
export type FlippedAnswer = Pick<MovedAnswer, 'outcome' | 'rule' | 'reason_code'>

/** One decision that credits more or less than it did. */
export interface ImpactChange extends ReplayPlace {
  readonly before: MovedAnswer
  /** Its amount is what would be credited after all that would have been credited to the order before. */
  readonly after: MovedAnswer
  readonly currency: string
  /** Above 0 where more is credited. */
  readonly extra: string
}

/** What a text would have made of recorded decisions; JSON names, money as exact decimal text. */
export interface Impact {
  readonly policy: string
  /** The text: a published version, or (null) one that is not. */
  readonly version: number | null
  readonly sha256: string
  readonly account: string | null
  readonly sample: ReplaySample | null
  /** When the first and the last of them were decided, UTC ISO 8601, and the days from one to the other, both counted. */
  readonly first_decided_at: string | null
  readonly last_decided_at: string | null
  readonly days: number
  /** That were looked at: the sum of `unchanged`, `reworded`, `flips` and those under `not_replayed`. */
  readonly decisions: number
  readonly unchanged: number
  /** Same outcome, rule and credit, but another reason, clause, action or review. */
  readonly reworded: number
  /** Another outcome, rule or credit. */
  readonly flips: number
  /** Of those that were decided again; from 0 to 1. */
  readonly flip_share: number
  readonly moves: readonly ImpactFlips[]
  readonly credits: readonly CurrencyImpact[]
  readonly clauses: readonly NamedImpact[]
  readonly rules: readonly NamedImpact[]
  /** The largest of each currency first. */
  readonly largest: readonly ImpactChange[]
  readonly not_replayed: NotReplayed
  /** False where so many orders change that further ones were looked at each report by itself: `after` is then at most what is said. */
  readonly orders_followed: boolean
}

/** What could not be decided again, and why. */
export interface NotReplayed {
  /** Their facts are gone. */
  readonly erased: number
  /** How many by the code of the problem, such as `invalid_facts`: the text asks for facts that were not stored. */
  readonly problems: Readonly<Record<string, number>>
  /** The first ones. */
  readonly faults: readonly ReplayFault[]
}
