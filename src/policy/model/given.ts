import type { Rational } from '../../money/rational.ts'

/** What a formula may read beside facts: the refund that a level or an action is about, and the rule's named amounts. */
export interface Given {
  /** Null where there is none: a formula that reads it is unknown. */
  readonly refund: Rational | null
  readonly amounts: ReadonlyMap<string, Rational>
}

/** Nothing beside facts and time. */
export const nothingGiven: Given = { refund: null, amounts: new Map() }
