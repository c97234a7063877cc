import { sha256 } from '../fingerprint/fingerprint.ts'
import type { SealedEntry } from '../journal/append-entry.ts'
import { sealText } from './sealed-values.ts'

/** A line of an archive file: JSON, in which the body stands letter for letter as the hash covers it. */
export interface ArchiveLine {
  readonly hash: string
  /** The values beside the entry, sealed, base64; null where an erasure left nothing. */
  readonly values: string | null
  readonly body: string
}

/** The line of an entry, and the key of its values. */
export function writeLine({ entry, body, confidentialText }: SealedEntry): {
  readonly text: string
  readonly key: string | null
} {
  const { sealed, key } = confidentialText === null ? { sealed: null, key: null } : sealText(confidentialText)
  return { text: `{"hash":"${entry.hash}","values":${sealed === null ? 'null' : `"${sealed}"`},"body":${body}}\n`, key }
}

const written =
  /^\{"hash":"(?<hash>[0-9a-f]{64})","values":(?:null|"(?<values>[A-Za-z0-9+/=]+)"),"body":(?<body>\{.*\})\}$/su

/** What a line says; null where it is none, or its body has another hash. */
export function readLine(text: string): ArchiveLine | null {
  const { hash = '', values = null, body = '' } = written.exec(text)?.groups ?? {}
  return hash !== '' && sha256(body) === hash ? { hash, values, body } : null
}
