import type { Person } from './draft.ts'

/** What a text may change at most without a further approval; what is left out is not limited. JSON names. */
export interface PublishGate {
  /** Exact decimals by currency: what would be credited more on a day. */
  readonly max_extra_credit_per_day?: Readonly<Record<string, string>>
  /** An exact decimal from 0 to 1: the share of decisions that would come out otherwise. */
  readonly max_flip_share?: string
  /** Every rule has a case that is about it. */
  readonly require_cases?: boolean
  /** Nothing is proved of the text that is an error. */
  readonly require_proofs?: boolean
}

/** How the texts of a policy are released; what may be set. JSON names. */
export interface ReleaseRules {
  /** A version needs a draft that a second person approved. */
  readonly four_eyes: boolean
  readonly publish_gate: PublishGate
}

/** The rules of one policy as they were set; the highest revision counts. Stored as it is here. */
export interface ReleaseSettings extends ReleaseRules {
  readonly policy: string
  /** From 1. */
  readonly revision: number
  readonly set_by: Person
  readonly set_at: string
}

/** What holds where nothing was set. */
export const usualRelease: ReleaseRules = { four_eyes: false, publish_gate: {} }
