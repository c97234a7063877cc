import type { QueryFilter } from 'mongoose'
import { storableId } from '../../ids/storable-id.ts'
import type { Entry } from '../../journal/entry.ts'
import type { JournalLookups } from '../../journal/journal-lookups.ts'
import type { Connection } from './connection.ts'
import { type EntryDocument, partField } from './entry-document.ts'
import { names } from './entry-names.ts'
import { nameIndex } from './indexes.ts'
import { type Seek, seekByKey, seekNewestOfOrder, seekNewestOfPart } from './seeks.ts'
import type { Stored } from './store-schema.ts'

type Filter = QueryFilter<EntryDocument>

/** Entries of one account by what they name, each found by an index. */
export function createLookups({ collections, inOrder, readEntry }: Connection): JournalLookups {
  const first = async ({ index, filter, sort }: Seek): Promise<Entry | null> =>
    inOrder(async (session) => {
      const options = { hint: index, session, sort, limit: 1 }
      const [found] = await collections.entry.find(filter, null, options).lean<Stored<EntryDocument>[]>()
      return found === undefined ? null : readEntry(found)
    })
  const named = async (account: string, name: string, part: Filter = {}): Promise<readonly Entry[]> =>
    inOrder(async (session) => {
      const wanted = { account: storableId(account), names: name, ...part }
      const found = await collections.entry
        .find(wanted, null, { hint: nameIndex, session })
        .lean<Stored<EntryDocument>[]>()
      return ascending(found.map(readEntry))
    })

  return {
    newestOfOrder: async (account, order) => first(seekNewestOfOrder(account, order)),
    newestOfPart: async (account, part) => first(seekNewestOfPart(account, part)),
    entryByIdempotencyKey: async (account, key) => first(seekByKey(account, key)),
    entriesWithActions: async (account, order, part) => {
      const ofPart = part === undefined ? {} : { order_part: storableId(partField(part)) }
      return (await named(account, names.ofActions(account, order), ofPart)).toReversed()
    },
    entriesAbout: async (account, id) => named(account, names.ofEntry(account, id)),
    entriesByReference: async (account, reference, order) =>
      named(account, names.ofReference(account, reference, order)),
    disputeEntriesByKey: async (account, key) => {
      const [opening] = await named(account, names.ofDisputeKey(account, key))
      return opening === undefined ? [] : [opening, ...(await named(account, names.ofEntry(account, opening.id)))]
    },
    disputesOfAccount: async (account) => named(account, names.ofDisputes(account)),
  }
}

function ascending(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted((left, right) => left.sequence - right.sequence)
}
