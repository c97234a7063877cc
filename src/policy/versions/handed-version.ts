import { sha256 } from '../../fingerprint/fingerprint.ts'
import { parsePolicy } from '../parse/parse-policy.ts'
import { type FlatPolicy, flattenPolicy } from './flat-policy.ts'
import type { PolicyVersion } from './policy-version.ts'

/** A version on its way to another thread: plain data. Its policy, where it was read already; null: its text is to be read there. */
export interface HandedVersion {
  readonly version: PolicyVersion
  readonly policy: FlatPolicy | null
}

/** Reads a version's text for others; null for one that this build cannot read, or that is not the one that was published. */
export function readToHandOver(version: PolicyVersion): HandedVersion | null {
  if (sha256(version.text) !== version.sha256) return null
  const { policy } = parsePolicy(version.text)
  return policy === null ? null : { version, policy: flattenPolicy(policy) }
}
