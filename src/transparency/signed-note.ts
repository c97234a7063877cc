import type { SigningKey, VerifierKey } from './note-keys.ts'
import { strictBase64 } from './strict-base64.ts'

const idLength = 4

/** A text, ending with a line feed, under its signature: a note as C2SP's `signed-note` has it. */
export function signNote(text: string, key: SigningKey): string {
  const signature = Buffer.concat([key.id, key.sign(text)]).toString('base64')
  return `${text}\n\u2014 ${key.name} ${signature}\n`
}

/** The text of a note, and whose signature lines stand below it. */
interface Note {
  readonly text: string
  readonly signatures: readonly { readonly name: string; readonly id: Buffer; readonly signature: Buffer }[]
}

/** The text of a note that may have any signatures; why it is none in words otherwise. */
export function textOfNote(note: string): { readonly text: string } | { readonly fault: string } {
  const read = readNote(note)
  return 'fault' in read ? read : { text: read.text }
}

/** The text of a note that the key has signed; why it is none in words otherwise. Signatures of other keys are passed over. */
export function openNote(note: string, key: VerifierKey): { readonly text: string } | { readonly fault: string } {
  const read = readNote(note)
  if ('fault' in read) return read
  const own = read.signatures.filter(({ name, id }) => name === key.name && id.equals(key.id))
  if (own.length === 0) return { fault: `it has no signature of the key ${key.name}+${key.id.toString('hex')}` }
  const isSigned = own.every(({ signature }) => key.isSigned(read.text, signature))
  return isSigned ? { text: read.text } : { fault: `its signature is not one of the key ${key.name}` }
}

function readNote(note: string): Note | { readonly fault: string } {
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || !note.endsWith('\n'))
    return { fault: 'it is no signed note: a blank line and a signature are missing' }
  const lines = note.slice(end + 2, -1).split('\n')
  const signatures = []
  for (const line of lines) {
    const [, name = '', encoded = ''] = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/=]+)$/u.exec(line) ?? []
    const bytes = strictBase64(encoded)
    if (bytes === null || bytes.length <= idLength) return { fault: `it has a line that is no signature: ${line}` }
    signatures.push({ name, id: bytes.subarray(0, idLength), signature: bytes.subarray(idLength) })
  }
  return { text: note.slice(0, end + 1), signatures }
}
