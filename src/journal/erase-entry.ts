import { type SealedEntry, sealedBefore } from './append-entry.ts'
import type { Confidential, Entry, ErasableValues } from './entry.ts'
import { keptSaltOf } from './seal.ts'

const nothing: ErasableValues = {
  personal_facts: null,
  personal_order_facts: null,
  message: null,
  request_fingerprint: null,
  parameters: null,
  ignored_facts: null,
}

/** Whether what can be erased of the entry is gone. */
export function isErased({ confidential }: Pick<Entry, 'confidential'>): boolean {
  return confidential === null || confidential.salt === null
}

/**
 * The entry without what can be erased and the salt of its commitments; what later decisions need stays, and can be
 * proved. Its hash is the same. Pure; the same entry where that was done before.
 */
function eraseEntry<Erased extends Entry>(entry: Erased): Erased {
  const { confidential } = entry
  if (confidential === null || confidential.salt === null) return entry
  const { facts, order_facts, memory } = confidential
  const isNothing = facts === null && order_facts === null && memory === null
  const kept: Confidential = { facts, order_facts, memory, ...nothing, salt: null, kept_salt: keptSaltOf(confidential) }
  return { ...entry, confidential: isNothing ? null : kept }
}

/** The entry without what can be erased, as {@link isErased} tells it, with the texts that a store keeps. */
export function sealErased(entry: Entry): SealedEntry {
  return sealedBefore(eraseEntry(entry))
}

/**
 * The entry as it may be read by whoever writes behind the head: what an erasure is about is gone for him, whether or
 * not the store has removed it yet.
 */
export function asErased<Read extends Entry>(entry: Read | null, head: Entry | null): Read | null {
  return entry === null || entry.sequence > (head?.state.erased_to ?? 0) ? entry : eraseEntry(entry)
}
