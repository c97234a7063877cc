import type { Policy } from '../model/policy.ts'
import type { PolicyVersion } from '../versions/policy-version.ts'

/** A version, read. */
export interface PublishedText {
  readonly version: PolicyVersion
  readonly policy: Policy
}
