import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'

const algorithm = 'aes-128-gcm'
const keyBytes = 16
const tagBytes = 16
/** Each key seals one text only. */
const noNonce = Buffer.alloc(12)

/** A text that only its key opens, base64, and the key: 32 hexadecimal digits. */
export interface SealedText {
  readonly sealed: string
  readonly key: string
}

/** Seals a text under a key of its own: whoever forgets the key has erased the text, wherever it was copied to. */
export function sealText(text: string): SealedText {
  const key = randomBytes(keyBytes)
  const cipher = createCipheriv(algorithm, key, noNonce)
  const sealed = Buffer.concat([cipher.update(deflateRawSync(text)), cipher.final(), cipher.getAuthTag()])
  return { sealed: sealed.toString('base64'), key: key.toString('hex') }
}

/** The text that was sealed under the key; null where it is another key, or anything was changed. */
export function openSealed(sealed: string, key: string): string | null {
  const bytes = Buffer.from(sealed, 'base64')
  const end = bytes.length - tagBytes
  if (end < 0 || !/^[0-9a-f]{32}$/u.test(key)) return null
  const decipher = createDecipheriv(algorithm, Buffer.from(key, 'hex'), noNonce)
  decipher.setAuthTag(bytes.subarray(end))
  try {
    return inflateRawSync(Buffer.concat([decipher.update(bytes.subarray(0, end)), decipher.final()])).toString('utf8')
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
}
