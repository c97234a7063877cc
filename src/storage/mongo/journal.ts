import type { mongo, QueryFilter } from 'mongoose'
import { storableId } from '../../ids/storable-id.ts'
import type { SealedEntry } from '../../journal/append-entry.ts'
import type { Entry } from '../../journal/entry.ts'
import type { AppendResult, JournalStore } from '../../journal/journal-store.ts'
import { bodyOf } from '../../journal/seal.ts'
import { assertStorable } from '../../journal/storable-entry.ts'
import { sumDecimals } from '../../money/sum-decimals.ts'
import { Problem } from '../../problems/problem.ts'
import type { Connection } from './connection.ts'
import { decisionPage } from './decisions.ts'
import { type EntryDocument, entryDocument, entryKey, readEntry } from './entry-document.ts'
import { createHistory } from './history.ts'
import { idIndex } from './indexes.ts'
import { insertOnce, takenAndGone } from './insert-once.ts'
import { createLookups } from './lookups.ts'
import { createQueues } from './queues.ts'
import { seekNames } from './seek-names.ts'
import type { Stored } from './store-schema.ts'
import { createStoredBlocks } from './stored-blocks.ts'

type Filter = QueryFilter<EntryDocument>
type Sort = Readonly<Record<string, 1 | -1>>
type Session = mongo.ClientSession

const latest = Number.MAX_SAFE_INTEGER

/** The journal in a MongoDB database. */
export function createJournalStore(connection: Connection): JournalStore {
  const { inOrder } = connection
  const { entry: entries } = connection.collections
  const find = async (hint: string, filter: Filter, sort: Sort, limit: number): Promise<Entry[]> =>
    inOrder(async (session) => {
      const options = { hint, session, sort, limit }
      const found = await entries.find(filter, null, options).lean<Stored<EntryDocument>[]>()
      return found.map(readEntry)
    })
  const first = async (hint: string, filter: Filter, sort: Sort = {}): Promise<Entry | null> =>
    (await find(hint, filter, sort, 1))[0] ?? null

  return {
    head: async (account) => first(idIndex, ofStream(account, 0, latest), { _id: -1 }),
    append: async (entry, body = bodyOf(entry)) => {
      assertStorable(entry)
      return inOrder((session) => appendEntry(connection, { entry, body }, session))
    },
    entryAt: async (account, sequence) => first(idIndex, { account, _id: entryKey(storableId(account), sequence) }),
    entryById: async (id) => first('by_id', { id: storableId(id) }),
    automaticCreditsSince: async (currency, since) =>
      inOrder(async (session) => {
        const filter: Filter = { automatic: 1, credit_currency: currency, decided_at: { $gte: since } }
        const options = { hint: 'automatic_credits', session }
        const found = await entries.find(filter, { _id: 0, credit_amount: 1 }, options).lean()
        return sumDecimals(found.map((credit) => String(credit.credit_amount)))
      }),
    decisions: async (filter, limit, cursor) => decisionPage(connection, { filter, limit, cursor }),
    stream: async (account, after, limit) => find(idIndex, ofStream(account, after, latest), { _id: 1 }, limit),
    accounts: async (after, limit) => inOrder((session) => seekNames(entries, { after, limit, session })),
    ...createLookups(connection),
    ...createHistory(connection),
    ...createQueues(connection),
    ...createStoredBlocks(connection),
  }
}

/** Entries of one stream with a sequence above the one and up to the other. */
function ofStream(account: string, above: number, upTo: number): Filter {
  const key = (sequence: number): string => entryKey(storableId(account), sequence)
  return { account, _id: { $gt: key(above), $lte: key(upTo) } }
}

async function appendEntry(
  { collections }: Connection,
  { entry, body }: SealedEntry,
  session: Session,
): Promise<AppendResult> {
  const { entry: entries } = collections
  const { account, sequence, id } = entry
  const known = await entries.findOne({ id }, { _id: 1 }, { hint: 'by_id', session }).lean()
  const _id = entryKey(account, sequence)
  if (known !== null && known._id !== _id && !(await isTakenKey())) {
    throw new Problem('internal_error', `Another stream has an entry with the id ${id}.`)
  }
  if (
    known === null &&
    (await insertOnce(entries, entryDocument(entry, body), session, (stored) => stored.id === id))
  ) {
    return { appended: true }
  }
  const existing = await entries
    .findOne({ _id, account }, null, { hint: idIndex, session })
    .lean<Stored<EntryDocument>>()
  if (existing !== null) return { appended: false, existing: readEntry(existing) }
  throw takenAndGone(`entry ${sequence} of the account "${account}"`)

  async function isTakenKey(): Promise<boolean> {
    return (await entries.exists({ _id, account }).session(session).hint(idIndex)) !== null
  }
}
