import { parseInstant } from '../time/instant.ts'
import type { ApiKey } from './api-key-store.ts'

/** Whether the key opens anything at that time: it is neither revoked nor past its expiry. */
export function opens({ revoked_at, expires_at }: ApiKey, now: number): boolean {
  return revoked_at === null && (expires_at === null || now < parseInstant(expires_at))
}
