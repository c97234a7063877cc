import type { PolicyCheck } from './policies.ts'
import type { PolicyVersion } from './policy-version.ts'

/** A text that is to become the next version of a policy, and what was found in it. */
export interface ReleaseCandidate {
  readonly policy: string
  readonly text: string
  readonly check: PolicyCheck
  /** The version that decides now; null for a new policy. */
  readonly before: PolicyVersion | null
}

/** Says no to what may not be released just so, however it was asked for. */
export interface ReleaseGuard {
  /** Problem draft_required where a version of the policy needs a draft that a second person approved. */
  assertDirect(policy: string): Promise<void>
  /** Problem publish_gate where the text is over a limit of the policy. */
  assertWithinGate(candidate: ReleaseCandidate): Promise<void>
}
