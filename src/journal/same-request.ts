import { canonicalJson } from '../fingerprint/canonical-json.ts'
import { commit } from '../fingerprint/fingerprint.ts'
import { Problem } from '../problems/problem.ts'
import type { Entry } from './entry.ts'

/** Whether the entry answers this very request. Erased requests cannot be told apart any more: the key alone counts then. */
export function isSameRequest(entry: Entry, requestFingerprint: string): boolean {
  const { confidential, commitments } = entry
  if (confidential === null || confidential.salt === null) return true
  const named = canonicalJson(['request_fingerprint', requestFingerprint])
  return commitments.request_fingerprint === commit(confidential.salt, named)
}

/** The problem of a key that another request of the account used. */
export function keyReused(entry: Entry, key: string): Problem {
  return new Problem(
    'idempotency_key_reused',
    `The account ${entry.account} used the key ${key} for another request, answered as ${entry.id}. Send a new key with a new request.`,
    { extensions: { entry: entry.id } },
  )
}
