import { canonicalJson } from '../fingerprint/canonical-json.ts'
import { commit, sha256 } from '../fingerprint/fingerprint.ts'
import type { Commitments, Confidential, Entry, EntryOf } from './entry.ts'
import type { EntryKind } from './entry-kinds.ts'

/** What the hash of an entry covers: all but the hash itself, what can be erased and what is pending. */
export type HashedPart = { readonly [K in EntryKind]: Omit<EntryOf<K>, 'hash' | 'confidential' | 'pending'> }[EntryKind]

/** The RFC 8785 text of the part that the hash covers: what is hashed, and what a store keeps. */
export function bodyOf(entry: HashedPart | Entry): string {
  const { format, account, sequence, id, kind, at, decided_at, order, author, policy, idempotency_key } = entry
  const { request, result, state, commitments, previous_hash } = entry
  return canonicalJson({
    format,
    account,
    sequence,
    id,
    kind,
    at,
    decided_at,
    order,
    author,
    policy,
    idempotency_key,
    request,
    result,
    state,
    commitments,
    previous_hash,
  })
}

/** SHA-256 over the body. */
export function hashEntry(entry: HashedPart | Entry): string {
  return sha256(bodyOf(entry))
}

/** Commitments to every erasable value, null where there is none. */
export function commitTo(confidential: Confidential): Commitments {
  const commitment = (part: keyof Commitments): string | null =>
    confidential[part] === null ? null : commit(confidential.salt, [part, confidential[part]])
  return {
    facts: commitment('facts'),
    order_facts: commitment('order_facts'),
    message: commitment('message'),
    request_fingerprint: commitment('request_fingerprint'),
    memory: commitment('memory'),
  }
}
