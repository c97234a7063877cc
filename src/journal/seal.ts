import { jsonText } from '../fingerprint/canonical-json.ts'
import { commit, sha256 } from '../fingerprint/fingerprint.ts'
import type { Commitments, Confidential, ConfidentialValues, Entry, EntryOf } from './entry.ts'
import { bodyForms, confidentialValues, keptValues, noCommitments } from './entry-forms.ts'
import type { EntryKind } from './entry-kinds.ts'
import type { Form } from './model/form.ts'

/** What the hash of an entry covers: all but the hash itself, the values beside it and what is pending. */
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

/** The text of the values beside an entry, as a store keeps it, and the commitments to them. */
export interface SealedConfidential {
  readonly text: string
  readonly commitments: Commitments
}

/** Writes each value once: for the store, and for the commitment to it, which is null where there is none. */
export function sealConfidential(confidential: Confidential): SealedConfidential {
  const { salt } = confidential
  const keptSalt = keptSaltOf(confidential)
  const commitments: { -readonly [Part in keyof Commitments]: string | null } = { ...noCommitments }
  let text = '{'
  for (const part of parts) {
    const written = writePart(confidential, part)
    if (written === 'null') continue
    commitments[part] = commit((part in keptValues ? keptSalt : salt) ?? '', `["${part}",${written}]`)
    text += `"${part}":${written},`
  }
  const ownSalt = salt === null ? `"kept_salt":${jsonText(keptSalt)}` : `"salt":${jsonText(salt)}`
  return { text: `${text}${ownSalt}}`, commitments }
}

/**
 * The salt of the commitments to what an erasure leaves: one that is kept from then on, and that says nothing
 * of the other, which it was made of.
 */
export function keptSaltOf({ salt, kept_salt }: Pick<Confidential, 'salt' | 'kept_salt'>): string {
  return kept_salt ?? sha256(`kept:${salt ?? ''}`).slice(0, saltDigits)
}

const saltDigits = 32

/** The text of the values beside an entry, as a store keeps it; null where an erasure left nothing. */
export function confidentialTextOf(confidential: Confidential | null): string | null {
  return confidential === null ? null : sealConfidential(confidential).text
}

/** In alphabetical order; a salt follows them. */
const parts = Object.keys(confidentialValues).sort() as (keyof ConfidentialValues)[]

const nowhere = { id: '', sequence: 0, at: '', decided_at: '' }

function writePart(values: ConfidentialValues, part: keyof ConfidentialValues): string {
  const form: Pick<Form<ConfidentialValues[typeof part]>, 'write'> = confidentialValues[part]
  return form.write(values[part], nowhere)
}
