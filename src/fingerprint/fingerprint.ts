import { hash } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'

/** SHA-256 of a text (UTF-8), as 64 lower-case hexadecimal digits. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex')
}

/** SHA-256 over the RFC 8785 text of a value. */
export function fingerprint(value: unknown): string {
  return sha256(canonicalJson(value))
}

/**
 * A commitment to a value, given as its RFC 8785 text: proves it while value and salt are kept, says
 * nothing about it once they are erased.
 */
export function commit(salt: string, canonicalText: string): string {
  return sha256(`${salt}:${canonicalText}`)
}
