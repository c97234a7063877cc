import type { QueryFilter } from 'mongoose'
import { storableId } from '../../ids/storable-id.ts'
import type { SealedEntry } from '../../journal/append-entry.ts'
import type { Entry, OrderKey } from '../../journal/entry.ts'
import type { AppendResult, JournalStore } from '../../journal/journal-store.ts'
import { assertStorable } from '../../journal/storable-entry.ts'
import type { OrderBindingStore } from '../../orders/order-binding-store.ts'
import { damagedPlace } from '../stored-json.ts'
import { automaticCreditsSince } from './automatic-credits.ts'
import type { Connection } from './connection.ts'
import { decisionPage } from './decisions.ts'
import { type EntryDocument, entryDocument, entryKey } from './entry-document.ts'
import type { Send } from './grouped-insert.ts'
import { createHistory } from './history.ts'
import { idIndex } from './indexes.ts'
import { takenAndGone } from './insert-once.ts'
import { lookAtStream } from './look.ts'
import { createLookups } from './lookups.ts'
import { createMovedTexts } from './moved-texts.ts'
import { bindingDocument } from './order-binding-document.ts'
import { boundTo } from './order-bindings.ts'
import { createQueues } from './queues.ts'
import { seekNames } from './seek-names.ts'
import { ofStream, type Seek, seekHead } from './seeks.ts'
import type { Ask } from './shared-reads.ts'
import type { Stored } from './store-schema.ts'
import { createStoredBlocks } from './stored-blocks.ts'

type Filter = QueryFilter<EntryDocument>
type Sort = Readonly<Record<string, 1 | -1>>

interface JournalDeps {
  readonly ask: Ask
  readonly send: Send
  readonly bindings: OrderBindingStore
}

/** The journal in a MongoDB database. */
export function createJournalStore(connection: Connection, deps: JournalDeps): JournalStore {
  const { ask, bindings } = deps
  const { inOrder } = connection
  const { entry: entries } = connection.collections
  const find = async (hint: string, filter: Filter, sort: Sort, limit: number): Promise<Entry[]> =>
    inOrder(async (session) => {
      const options = { hint, session, sort, limit }
      const found = await entries.find(filter, null, options).lean<Stored<EntryDocument>[]>()
      return found.map(connection.readEntry)
    })
  const first = async (hint: string, filter: Filter, sort: Sort = {}): Promise<Entry | null> =>
    (await find(hint, filter, sort, 1))[0] ?? null
  const seek = async ({ index, filter, sort }: Seek): Promise<Entry | null> => first(index, filter, sort)

  return {
    head: async (account) => seek(seekHead(account)),
    append: async (sealed, { binds = null } = {}) => {
      connection.assertOpen()
      assertStorable(sealed.entry)
      return append(connection, deps, { sealed, binds })
    },
    // Nothing that decides is kept in memory.
    epoch: async () => 0,
    look: async (question) => {
      const { order } = question
      // An order is bound before its first entry, and for good: who reads this first misses nothing.
      const owner = order === null ? null : bindings.accountOfOrder(order)
      const [stream, account] = await Promise.all([lookAtStream(connection, ask, question), owner])
      return { ...stream, owner: account }
    },
    entryAt: async (account, sequence) => first(idIndex, { account, _id: entryKey(storableId(account), sequence) }),
    entryById: async (id) => {
      const [found, other] = await find('by_id', { id: storableId(id) }, {}, 2)
      if (other !== undefined) throw damagedPlace(`the entry with the id ${id}`)
      return found ?? null
    },
    automaticCreditsSince: async (currency, since) => automaticCreditsSince(connection, ask, { currency, since }),
    decisions: async (filter, limit, cursor) => decisionPage(connection, { filter, limit, cursor }),
    stream: async (account, after, limit) => find(idIndex, ofStream(account, after), { _id: 1 }, limit),
    accounts: async (after, limit) => inOrder((session) => seekNames(entries, { after, limit, session })),
    ...createLookups(connection),
    ...createHistory(connection),
    ...createQueues(connection),
    ...createMovedTexts(connection),
    ...createStoredBlocks(connection),
  }
}

interface Appending {
  readonly sealed: SealedEntry
  readonly binds: OrderKey | null
}

/** Written in one round trip, with the order that it binds before it; what stands in its place is looked at only where that may be its own, sent twice. */
async function append(
  { collections, inOrder }: Connection,
  { send, bindings }: JournalDeps,
  { sealed, binds }: Appending,
): Promise<AppendResult> {
  const { account, sequence, id } = sealed.entry
  const own = [entryDocument(sealed)]
  const documents = binds === null ? own : [bindingDocument(binds, account), ...own]
  let { written, wasResent } = await send({ account, documents })
  if (binds !== null && written === 0) {
    const owner = boundTo(await bindings.accountOfOrder(binds), binds)
    if (owner !== account) return { appended: false, boundTo: owner }
    const alone = await send({ account, documents: own })
    written = 1 + alone.written
    wasResent ||= alone.wasResent
  }
  if (written === documents.length) return { appended: true }
  if (!wasResent) return { appended: false, isTaken: true }
  const place = { account, _id: entryKey(account, sequence) }
  const stored = await inOrder((session) =>
    collections.entry.findOne(place, null, { hint: idIndex, session }).lean<Stored<EntryDocument>>(),
  )
  if (stored === null) throw takenAndGone(`entry ${sequence} of the account "${account}"`)
  return stored.id === id ? { appended: true } : { appended: false, isTaken: true }
}
