import type { PolicyComparison } from './comparison.ts'
import type { Distinction } from './distinguish-policies.ts'
import type { PolicyExamination } from './examine-policy.ts'

/** Proofs about policy texts without faults, here or elsewhere. Problem invalid_policy for any other. */
export interface ProvePolicies {
  /** Everything that can be found out about one text. */
  examine(text: string): Promise<PolicyExamination>
  /** Exactly which orders two texts decide differently. */
  compare(before: string, after: string): Promise<PolicyComparison>
  /** One order that two texts decide differently, or the proof that there is none. */
  distinguish(before: string, after: string): Promise<Distinction>
}

/** The answers where nothing could be found out, with the reason. */
export const undecided = {
  examine: (because: string): PolicyExamination => ({ findings: [], is_partial: true, because }),
  compare: (because: string): PolicyComparison => {
    return { classes: [], open: null, nothing_else: 'not_decided', because, is_partial: true }
  },
  distinguish: (because: string): Distinction => ({ kind: 'not_decided', because }),
} as const
