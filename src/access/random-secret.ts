import { randomBytes } from 'node:crypto'

/** A new secret with 256 random bits: `rps_` and 43 characters that need no quoting anywhere. */
export function randomSecret(): string {
  return `rps_${randomBytes(32).toString('base64url')}`
}
