import type { Position } from '../../problems/diagnostic.ts'

/** A policy's own test, at the rule it stands beside or in `cases`. */
export interface Case {
  readonly name: string
  readonly section: 'refunds' | 'disputes'
  /** The rule it stands beside, if any. */
  readonly rule: string | null
  readonly facts: Readonly<Record<string, unknown>>
  /** History facts, nested or by dotted name without the `history.` prefix as written. */
  readonly history: Readonly<Record<string, unknown>>
  /** UTC ISO 8601. */
  readonly now: string | null
  readonly expect: CaseExpectation
  readonly position: Position
}

/** What a case expects, at least one thing: money as decimal text, `null` for none; what is left out is not checked. */
export interface CaseExpectation {
  readonly outcome?: string
  readonly refund?: string | null
  readonly clause?: string | null
  readonly rule?: string | null
  readonly not_rule?: string
  readonly method?: string | null
  readonly reason?: string
  readonly amounts?: Readonly<Record<string, string>>
  /** The policy's own word for the outcome. */
  readonly label?: string | null
  readonly proposed?: string | null
  readonly level?: string | null
  readonly capped_from?: string | null
  /** All of them, in their order. */
  readonly actions?: readonly ExpectedAction[]
}

/** An action that a case expects; parameters that it leaves out are not checked. */
export interface ExpectedAction {
  readonly name: string
  readonly parameters: Readonly<Record<string, string | boolean>>
}
