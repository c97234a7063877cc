import type { Expression } from '../model/expression.ts'
import type { Policy } from '../model/policy.ts'
import type { Value } from '../model/value.ts'
import type { FactVariable } from './fact-variables.ts'
import type { SmtScript } from './smt-script.ts'
import type { TextCodes } from './text-codes.ts'
import type { Translated } from './translated.ts'

/** A calculation that the solver knows only within bounds: for an example its value has to be the true one. */
export interface Opaque {
  readonly result: string
  readonly kind: Translated['kind']
  readonly arguments: readonly Translated[]
  /** What the service itself would calculate of these arguments; null where that fails. */
  readonly calculate: (values: readonly Value[]) => Value | null
  /** Nothing of it is tried at a few arguments first: a usual term says more. */
  readonly isUsual?: true
}

/** A term for examples; it matters only where the constant that it is about is asked about. */
export interface ExampleHint {
  /** Null for one that always matters. */
  readonly about: string | null
  readonly term: string
}

/** What a script for examples adds to one for proofs. */
export interface ExampleHints {
  readonly opaques: Opaque[]
  /** Terms that make a formula simple for the solver where they are round numbers. */
  readonly round: ExampleHint[]
  /** What examples keep to: days of the zone as those of UTC, as every instant is a noon, and currencies that are known. */
  readonly usual: ExampleHint[]
}

/** One policy on its way into the solver's language; formulas that read facts only are translated once. */
export interface Translation {
  readonly policy: Policy
  /** All that are translated into the script, this one among them. */
  readonly policies: readonly Policy[]
  readonly section: 'refunds' | 'disputes'
  readonly script: SmtScript
  readonly texts: TextCodes
  readonly variables: ReadonlyMap<string, FactVariable>
  /** The decision's time, in milliseconds. */
  readonly now: string
  readonly hints: ExampleHints
  readonly formulas: Map<Expression, Translated>
}

/** What a level or an action reads beside facts; null where there is no refund. */
export interface GivenTerms {
  readonly refund: Translated | null
  readonly amounts: ReadonlyMap<string, Translated>
}

/** Nothing beside facts and time. */
export const nothingGivenTerms: GivenTerms = { refund: null, amounts: new Map() }
