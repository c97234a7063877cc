import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { strictBase64 } from './strict-base64.ts'

/** A key that signs notes, and the name that it signs under. */
export interface SigningKey {
  readonly name: string
  /** Text that says everything: to be kept secret. */
  readonly secret: string
  /** Text to be given to whoever verifies. */
  readonly verifierKey: string
  /** The first 4 bytes of its hash: what a signature line names it by. */
  readonly id: Buffer
  sign(text: string): Buffer
}

/** A key that verifies the signatures of the one that signs under the name. */
export interface VerifierKey {
  readonly name: string
  readonly id: Buffer
  isSigned(text: string, signature: Uint8Array): boolean
}

/** Ed25519, as signed notes number it. */
const algorithm = Buffer.from([1])
const keyLength = 32
/** What stands before the 32 bytes of an Ed25519 key in its PKCS #8 and SPKI forms (RFC 8410). */
const secretPrefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex')
const secretMark = 'PRIVATE+KEY+'

/** Whether a key can have the name: a note's line ends at a blank, and a key's text at a plus. */
export function isKeyName(name: string): boolean {
  return /^[^\s+]{1,200}$/u.test(name) && !/\p{Cc}/u.test(name)
}

/** A new key of the name, which {@link isKeyName}. */
export function newSigningKey(name: string): SigningKey {
  const der = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' })
  return signingKeyOf(name, der.subarray(-keyLength))
}

/** The key of a text as `golang.org/x/mod/sumdb/note` writes it: `PRIVATE+KEY+name+id+base64`. Null where it is none. */
export function readSigningKey(text: string): SigningKey | null {
  const line = text.trim()
  if (!line.startsWith(secretMark)) return null
  const parts = partsOf(line.slice(secretMark.length))
  if (parts === null) return null
  const key = signingKeyOf(parts.name, parts.bytes)
  return key.id.toString('hex') === parts.id ? key : null
}

/** The key of a text `name+id+base64`; null where it is none. */
export function readVerifierKey(text: string): VerifierKey | null {
  const parts = partsOf(text.trim())
  if (parts === null) return null
  const key = verifierKeyOf(parts.name, parts.bytes)
  return key.id.toString('hex') === parts.id ? key : null
}

function partsOf(text: string): { readonly name: string; readonly id: string; readonly bytes: Buffer } | null {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text) ?? []
  if (name === undefined || id === undefined || encoded === undefined) return null
  const bytes = strictBase64(encoded)
  const isKey = bytes?.length === 1 + keyLength && bytes[0] === algorithm[0]
  return isKey ? { name, id, bytes: bytes.subarray(1) } : null
}

function signingKeyOf(name: string, seed: Buffer): SigningKey {
  const secret = createPrivateKey({ key: Buffer.concat([secretPrefix, seed]), format: 'der', type: 'pkcs8' })
  const open = createPublicKey(secret).export({ type: 'spki', format: 'der' }).subarray(-keyLength)
  const id = idOf(name, open)
  const text = (bytes: Buffer): string =>
    `${name}+${id.toString('hex')}+${Buffer.concat([algorithm, bytes]).toString('base64')}`
  return {
    name,
    id,
    secret: secretMark + text(seed),
    verifierKey: text(open),
    sign: (signed) => sign(null, Buffer.from(signed, 'utf8'), secret),
  }
}

function verifierKeyOf(name: string, bytes: Buffer): VerifierKey {
  const open = createPublicKey({ key: Buffer.concat([publicPrefix, bytes]), format: 'der', type: 'spki' })
  return {
    name,
    id: idOf(name, bytes),
    isSigned: (text, signature) => verify(null, Buffer.from(text, 'utf8'), open, signature),
  }
}

function idOf(name: string, open: Buffer): Buffer {
  return createHash('sha256').update(`${name}\n`).update(algorithm).update(open).digest().subarray(0, 4)
}
