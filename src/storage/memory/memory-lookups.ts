import { storableId } from '../../ids/storable-id.ts'
import { disputeEntryKinds } from '../../journal/dispute-entries.ts'
import type { Entry, OrderKey } from '../../journal/entry.ts'
import { type FoundBy, foundBy } from '../../journal/found-by.ts'
import type { JournalLookups } from '../../journal/journal-lookups.ts'
import { storedCopy, storedCopyOrNull } from './stored-copy.ts'

/** Entries of one account by what they name, in memory. */
export function createMemoryLookups(ascending: (account: string) => readonly Entry[]): JournalLookups {
  const found = (account: string, wanted: Partial<FoundBy>): readonly Entry[] => {
    const pairs = Object.entries(wanted) as [keyof FoundBy, unknown][]
    for (const [, value] of pairs) if (typeof value === 'string') storableId(value)
    return ascending(account).filter((entry) => pairs.every(([name, value]) => foundBy(entry)[name] === value))
  }
  const about = (account: string, id: string): readonly Entry[] => {
    const speaking = new Set([...found(account, { about: id }), ...found(account, { supersedes: id })])
    return ascending(account).filter((entry) => speaking.has(entry))
  }
  return {
    newestOfOrder: async (account, order) => storedCopyOrNull(found(account, named(order)).at(-1)),
    newestOfPart: async (account, { part, ...order }) =>
      storedCopyOrNull(found(account, { ...named(order), order_part: part }).at(-1)),
    entryByIdempotencyKey: async (account, key) => storedCopyOrNull(found(account, { idempotency_key: key })[0]),
    entriesWithActions: async (account, order, part) => {
      const ofPart = part === undefined ? {} : { order_part: part }
      return found(account, { ...named(order), ...ofPart, gives_actions: 1 })
        .toReversed()
        .map(storedCopy)
    },
    entriesAbout: async (account, id) => about(account, id).map(storedCopy),
    entriesByReference: async (account, reference, order) =>
      found(account, { ...named(order), reference }).map(storedCopy),
    disputeEntriesByKey: async (account, key) => {
      const [opening] = found(account, { dispute_key: key })
      return opening === undefined ? [] : [opening, ...about(account, opening.id)].map(storedCopy)
    },
    disputesOfAccount: async (account) =>
      ascending(account)
        .filter(({ kind }) => disputeEntryKinds.some((name) => name === kind))
        .map(storedCopy),
  }
}

function named(order: OrderKey | null): Pick<FoundBy, 'order_policy' | 'order_id'> {
  return { order_policy: order?.policy ?? null, order_id: order?.id ?? null }
}
