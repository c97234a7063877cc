import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { sha256 } from '../fingerprint/fingerprint.ts'
import { formatInstant, parseInstant } from '../time/instant.ts'
import type { ApiKey } from './api-key-store.ts'

/** How long a session opens at most. Milliseconds. */
const longestSession = 12 * 3_600_000

/** A session as its token says. */
export interface Session {
  /** The secret of the key that it was opened with. */
  readonly secret: string
  /** From then on it opens nothing. */
  readonly expiresAt: string
}

/** The end of a session that begins now: after half a day, and never after its key. */
export function sessionEnd({ expires_at }: ApiKey, now: number): string {
  const end = formatInstant(now + longestSession)
  return expires_at !== null && expires_at < end ? expires_at : end
}

/**
 * A token for a browser to keep: the key's secret and the end of the session, sealed under the digest of the secret that the
 * store has. Who has the token alone learns no secret, and who has the store alone can make no token; nothing is stored, so
 * any process can read it, and it opens nothing that its key does not.
 */
export function sealSession({ id, secret_sha256 }: ApiKey, { secret, expiresAt }: Session): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, sealingKey(secret_sha256), nonce).setAAD(Buffer.from(id))
  const sealed = Buffer.concat([cipher.update(`${expiresAt} ${secret}`, 'utf8'), cipher.final()])
  return `${id}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`
}

/** The id of the key that a token names; null where it is none. */
export function keyOfToken(token: string): string | null {
  return tokenForm.exec(token)?.[1] ?? null
}

/** What the token says, if it was sealed under the digest, of its secret, and has not ended; null otherwise. */
export function openToken(token: string, secretSha256: string, now: number): Session | null {
  const [, id = '', sealed = ''] = tokenForm.exec(token) ?? []
  const text = decrypted(id, Buffer.from(sealed, 'base64url'), secretSha256)
  const space = text?.indexOf(' ') ?? -1
  if (text === null || space < 0) return null
  const session = { expiresAt: text.slice(0, space), secret: text.slice(space + 1) }
  return sha256(session.secret) === secretSha256 && now < parseInstant(session.expiresAt) ? session : null
}

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16
const tokenForm = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{40,600})$/u

function sealingKey(secretSha256: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', Buffer.from(secretSha256, 'hex'), '', 'refund-policy session', 32))
}

function decrypted(id: string, sealed: Buffer, secretSha256: string): string | null {
  if (sealed.length <= nonceBytes + tagBytes) return null
  const nonce = sealed.subarray(0, nonceBytes)
  const tag = sealed.subarray(nonceBytes, nonceBytes + tagBytes)
  const decipher = createDecipheriv(algorithm, sealingKey(secretSha256), nonce, { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(id)).setAuthTag(tag)
  const text = decipher.update(sealed.subarray(nonceBytes + tagBytes), undefined, 'utf8')
  try {
    return text + decipher.final('utf8')
  } catch {
    // The one fault that there is: it was sealed under another digest, or changed since.
    return null
  }
}
