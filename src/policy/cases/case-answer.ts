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
}
