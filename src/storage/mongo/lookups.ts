import type { QueryFilter } from 'mongoose'
import { storableId } from '../../ids/storable-id.ts'
import { disputeEntryKinds } from '../../journal/dispute-entries.ts'
import type { Entry, OrderKey } from '../../journal/entry.ts'
import type { JournalLookups } from '../../journal/journal-store.ts'
import type { Connection } from './connection.ts'
import { type EntryDocument, partField, readEntry } from './entry-document.ts'
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
  const first = async (hint: string, filter: Filter, sort: object): Promise<Entry | null> =>
    (await find(hint, filter, { sort, limit: 1 }))[0] ?? null
  const about = async (account: string, id: string): Promise<readonly Entry[]> => {
    const [speaking, superseding] = await Promise.all([
      find('about', { account, about: id }),
      find('superseding', { account, supersedes: id }),
    ])
    return ascending([...speaking, ...superseding.filter(({ id: own }) => !speaking.some((entry) => entry.id === own))])
  }

  return {
    newestOfOrder: async (account, order) =>
      first('history_of_order', { account: storableId(account), ...fieldsOf(order) }, backwards(orderFields)),
    newestOfPart: async (account, { part, ...order }) =>
      first(
        'history_of_part',
        { account: storableId(account), ...fieldsOf(order), order_part: storableId(partField(part)) },
        backwards([...orderFields, 'order_part']),
      ),
    entryByIdempotencyKey: async (account, key) =>
      first(
        'by_idempotency_key',
        { account: storableId(account), idempotency_key: storableId(key) },
        { account: 1, idempotency_key: 1, _id: 1 },
      ),
    entriesWithActions: async (account, order, part) => {
      const ofPart = part === undefined ? {} : { order_part: storableId(partField(part)) }
      const wanted = { account: storableId(account), ...fieldsOf(order), gives_actions: 1 as const, ...ofPart }
      return ascending(await find('with_actions', wanted)).toReversed()
    },
    entriesAbout: async (account, id) => about(storableId(account), storableId(id)),
    entriesByReference: async (account, reference, order) => {
      const ofNone = { order_policy: { $exists: false }, order_id: { $exists: false } }
      const wanted: Filter = { account: storableId(account), reference: storableId(reference) }
      return ascending(await find('by_reference', { ...wanted, ...(order === null ? ofNone : fieldsOf(order)) }))
    },
    disputeEntriesByKey: async (account, key) => {
      const wanted = { account: storableId(account), dispute_key: storableId(key) }
      const opening = await first('by_dispute_key', wanted, { account: 1, dispute_key: 1, _id: 1 })
      return opening === null ? [] : [opening, ...(await about(account, opening.id))]
    },
    disputesOfAccount: async (account) =>
      ascending(await find('by_kind', { account: storableId(account), kind: { $in: [...disputeEntryKinds] } })),
  }
}

const orderFields = ['account', 'order_policy', 'order_id']

/** The index read backwards. Its first fields are the same in all that is found, so this is the order of sequences. */
function backwards(before: readonly string[]): Record<string, -1> {
  return Object.fromEntries([...before, '_id'].map((field) => [field, -1]))
}

function fieldsOf({ policy, id }: OrderKey): { readonly order_policy: string; readonly order_id: string } {
  return { order_policy: storableId(policy), order_id: storableId(id) }
}

function ascending(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted((left, right) => left.sequence - right.sequence)
}
