import { sha256 } from '../../fingerprint/fingerprint.ts'
import type { Clock } from '../../time/clock.ts'
import { formatInstant } from '../../time/instant.ts'
import type { PolicyVersion } from './policy-version.ts'

/** The version of a text that was not published. */
export const unpublished = 0

/** The text as if it were a version of the policy; nobody published it. */
export function unpublishedVersion(name: string, text: string, clock: Clock): PolicyVersion {
  return {
    name,
    version: unpublished,
    sha256: sha256(text),
    text,
    author: 'nobody',
    reason: null,
    published_at: formatInstant(clock.now()),
  }
}
