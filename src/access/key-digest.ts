import { fingerprint } from '../fingerprint/fingerprint.ts'
import type { ApiKey } from './api-key-store.ts'

/**
 * SHA-256 over all that is decided about a key when it is made, its secret's digest among it. It stands in the audit
 * log, so that a key that was changed or put into the store by another hand is found. What changes later (a revocation,
 * the end of a rotated key, the last use) is no part of it.
 */
export function keyDigest(key: ApiKey): string {
  const { id, name, roles, review_levels, secret_sha256, created_at, created_by, replaces } = key
  return fingerprint({ id, name, roles, review_levels, secret_sha256, created_at, created_by, replaces })
}
