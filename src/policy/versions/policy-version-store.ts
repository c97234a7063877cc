import type { AtHand } from '../../time/at-hand.ts'
import type { PolicyVersion } from './policy-version.ts'

/** Published policy versions, append-only. Reads see every append that was answered before they began. */
export interface PolicyVersionStore {
  /** The highest version of the name: the active one. Null for an unknown name. */
  newestPolicyVersion(name: string): Promise<PolicyVersion | null>
  /** Its number alone, for the check at every decision; null for an unknown name. */
  newestPolicyVersionNumber(name: string): AtHand<number | null>
  policyVersion(name: string, version: number): Promise<PolicyVersion | null>
  /** Newest first, with a version below `before` (null: from the newest), at most `limit`. */
  policyVersions(name: string, before: number | null, limit: number): Promise<readonly PolicyVersion[]>
  /** The newest version with exactly this text's digest; null for none. */
  policyVersionBySha256(name: string, sha256: string): Promise<PolicyVersion | null>
  /** All names, ascending. */
  policyNames(): Promise<readonly string[]>
  /** Writes the version durably if (name, version) is free; false if it is taken: nothing is written. */
  appendPolicyVersion(version: PolicyVersion): Promise<boolean>
}
