import type { QueryFilter } from 'mongoose'
import { storableId } from '../../ids/storable-id.ts'
import { disputeEntryKinds } from '../../journal/dispute-entries.ts'
import type { Entry } from '../../journal/entry.ts'
import type { JournalLookups } from '../../journal/journal-store.ts'
import type { Connection } from './connection.ts'
import { type EntryDocument, partField, readEntry } from './entry-document.ts'
import { ofOrder, type Seek, seekByKey, seekNewestOfOrder, seekNewestOfPart } from './seeks.ts'
import type { Stored } from './store-schema.ts'

type Filter = QueryFilter<EntryDocument>

/** Entries of one account by what they name, each found by an index. */
export function createLookups({ collections, inOrder }: Connection): JournalLookups {
  const find = async (hint: string, filter: Filter, options: object = {}): Promise<readonly Entry[]> =>
    inOrder(async (session) => {
      const found = await collections.entry
        .find(filter, null, { hint, session, ...options })
        .lean<Stored<EntryDocument>[]>()
      return found.map(readEntry)
    })
  const first = async ({ index, filter, sort }: Seek): Promise<Entry | null> =>
    (await find(index, filter, { sort, limit: 1 }))[0] ?? null
  const about = async (account: string, id: string): Promise<readonly Entry[]> => {
    const [speaking, superseding] = await Promise.all([
      find('about', { account, about: id }),
      find('superseding', { account, supersedes: id }),
    ])
    return ascending([...speaking, ...superseding.filter(({ id: own }) => !speaking.some((entry) => entry.id === own))])
  }

  return {
    newestOfOrder: async (account, order) => first(seekNewestOfOrder(account, order)),
    newestOfPart: async (account, part) => first(seekNewestOfPart(account, part)),
    entryByIdempotencyKey: async (account, key) => first(seekByKey(account, key)),
    entriesWithActions: async (account, order, part) => {
      const ofPart = part === undefined ? {} : { order_part: storableId(partField(part)) }
      const wanted = { account: storableId(account), ...ofOrder(order), gives_actions: 1 as const, ...ofPart }
      return ascending(await find('with_actions', wanted)).toReversed()
    },
    entriesAbout: async (account, id) => about(storableId(account), storableId(id)),
    entriesByReference: async (account, reference, order) => {
      const ofNone = { order_policy: { $exists: false }, order_id: { $exists: false } }
      const wanted: Filter = { account: storableId(account), reference: storableId(reference) }
      return ascending(await find('by_reference', { ...wanted, ...(order === null ? ofNone : ofOrder(order)) }))
    },
    disputeEntriesByKey: async (account, key) => {
      const wanted = { account: storableId(account), dispute_key: storableId(key) }
      const sort = { account: 1, dispute_key: 1, _id: 1 } as const
      const opening = await first({ index: 'by_dispute_key', filter: wanted, sort })
      return opening === null ? [] : [opening, ...(await about(account, opening.id))]
    },
    disputesOfAccount: async (account) =>
      ascending(await find('by_kind', { account: storableId(account), kind: { $in: [...disputeEntryKinds] } })),
  }
}

function ascending(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted((left, right) => left.sequence - right.sequence)
}
