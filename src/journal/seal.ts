import { jsonText } from '../fingerprint/canonical-json.ts'
import { commit, sha256 } from '../fingerprint/fingerprint.ts'
import type { Commitments, Confidential, ConfidentialValues, Entry, EntryOf } from './entry.ts'
import { bodyForms, confidentialValues, noCommitments } from './entry-forms.ts'
import type { EntryKind } from './entry-kinds.ts'
import type { Form } from './model/form.ts'

/** What the hash of an entry covers: all but the hash itself, what can be erased and what is pending. */
export type HashedPart = { readonly [K in EntryKind]: Omit<EntryOf<K>, 'hash' | 'confidential' | 'pending'> }[EntryKind]

/**
 * The RFC 8785 text of the part that the hash covers, without what has its usual value: what is hashed,
 * and what a store keeps. Throws a FormFault where the part has not the form of its kind.
 */
export function bodyOf(entry: HashedPart | Entry): string {
  return bodyForms[entry.kind].write(entry, entry)
}

/** SHA-256 over the body. */
export function hashEntry(entry: HashedPart | Entry): string {
  return sha256(bodyOf(entry))
}

/** The text of what can be erased, as a store keeps it, and the commitments to its parts. */
export interface SealedConfidential {
  readonly text: string
  readonly commitments: Commitments
}

/** Writes each erasable value once: for the store, and for the commitment to it, which is null where there is none. */
export function sealConfidential(confidential: Confidential): SealedConfidential {
  const { salt } = confidential
  const commitments: { -readonly [Part in keyof Commitments]: string | null } = { ...noCommitments }
  let text = '{'
  for (const part of parts) {
    const written = writePart(confidential, part)
    if (written === 'null') continue
    commitments[part] = commit(salt, `["${part}",${written}]`)
    text += `"${part}":${written},`
  }
  return { text: `${text}"salt":${jsonText(salt)}}`, commitments }
}

/** The text of what can be erased, as a store keeps it; null once erased. */
export function confidentialTextOf(confidential: Confidential | null): string | null {
  return confidential === null ? null : sealConfidential(confidential).text
}

/** In the order of RFC 8785; the salt follows them. */
const parts = Object.keys(confidentialValues).sort() as (keyof ConfidentialValues)[]

const nowhere = { id: '', sequence: 0, at: '', decided_at: '' }

function writePart(values: ConfidentialValues, part: keyof ConfidentialValues): string {
  const form: Pick<Form<ConfidentialValues[typeof part]>, 'write'> = confidentialValues[part]
  return form.write(values[part], nowhere)
}
