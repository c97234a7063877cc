import type { DisputeOutcome, OutcomeKind } from '../model/policy.ts'

/** What a policy answers to a case, money as decimal text. */
export interface CaseAnswer {
  readonly outcome: OutcomeKind | DisputeOutcome
  /** The policy's own word for the outcome; null where it uses none. */
  readonly label: string | null
  /** Credited now, given the case's history; null where nothing is. */
  readonly refund: string | null
  readonly clause: string | null
  readonly rule: string | null
  readonly method: string | null
  readonly reason: string
  readonly amounts: Readonly<Record<string, string>>
  /** What a reviewer is proposed; null without a review, and where nothing is. */
  readonly proposed: string | null
  /** Null without a review. */
  readonly level: string | null
  /** The amount before the cap took something away; null where it took nothing. */
  readonly capped_from: string | null
  readonly actions: readonly {
    readonly name: string
    readonly parameters: Readonly<Record<string, string | boolean>>
  }[]
  readonly why: CaseReasons
}

/** Why a case was decided as it was. */
export interface CaseReasons {
  /** The facts whose absence keeps a rule from deciding. */
  readonly missing_facts: readonly string[]
  /** The calculation that failed; null where none did. */
  readonly fault: string | null
  /** The rules in the order tried, down to the last one that could decide; the default is `default`. */
  readonly rules: readonly { readonly rule: string; readonly result: boolean | 'unknown' }[]
  /** The formula of the deciding rule's refund with its numbers; null where there is none. */
  readonly refund: {
    readonly formula: string
    /** What the formula reads, by name; null where it is unknown. */
    readonly inputs: Readonly<Record<string, string | boolean | null>>
    /** Before any rounding. */
    readonly exact: string | boolean | null
    /** What the order is entitled to. */
    readonly rounded: string | null
  } | null
}
