import type { Entry } from './entry.ts'
import { besideForm, bodyForms } from './entry-forms.ts'
import { type EntryKind, entryKinds } from './entry-kinds.ts'
import { FormFault, type Place } from './model/form.ts'

/** Where the parts of an entry were stored apart. */
export interface StoredParts {
  /** Parsed JSON of what the hash covers. */
  readonly body: unknown
  readonly hash: unknown
  /** Parsed JSON; null where an erasure left nothing. */
  readonly confidential: unknown
  readonly pending: unknown
}

const known: ReadonlySet<unknown> = new Set(entryKinds)

/**
 * The entry of stored parts, every part checked against its declared form once, and filled in where
 * something was left out of its text. The parts become the entry. Throws a FormFault.
 */
export function readEntry({ body, hash, confidential, pending }: StoredParts): Entry {
  if (!isBody(body)) throw new FormFault('.kind')
  const beside = { hash, confidential, pending }
  const path = bodyForms[body.kind].deviation(body, body) ?? besideForm.deviation(beside, body)
  if (path !== null) throw new FormFault(path)
  return Object.assign<Place, unknown>(body, beside) as Entry
}

/** The place is checked with all the rest: what follows from it is filled in only after it. */
function isBody(body: unknown): body is Place & { readonly kind: EntryKind } {
  return typeof body === 'object' && body !== null && 'kind' in body && known.has(body.kind)
}
