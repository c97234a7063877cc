import type { mongo } from 'mongoose'
import type { EntryKey, FeedItem, FeedStore } from '../../journal/feed-store.ts'
import { damagedPlace } from '../stored-json.ts'
import type { FeedDocument } from './collections.ts'
import type { Connection } from './connection.ts'
import { type EntryDocument, entryKey, readEntry } from './entry-document.ts'
import { idIndex } from './indexes.ts'
import { isTaken } from './store-fault.ts'
import type { Stored } from './store-schema.ts'

type Session = mongo.ClientSession

/** The feed in a MongoDB database: its numbers are unique by `_id` and inserted in their order. */
export function createFeedStore(connection: Connection): FeedStore {
  const { collections, inOrder } = connection
  const { entry: entries, feed } = collections
  return {
    pendingFeed: async (limit) => {
      const options = { hint: 'waiting_for_feed', sort: { waits_feed: 1 }, limit } as const
      const found = await inOrder((session) =>
        entries
          .find({ waits_feed: { $gt: '' } }, { _id: 0, account: 1, sequence: 1 }, { ...options, session })
          .lean<EntryKey[]>(),
      )
      return found.map(({ account, sequence }) => ({ account, sequence }))
    },
    feedTail: async () =>
      inOrder(async (session) => {
        const [newest] = await feed
          .find({}, { _id: 1 }, { hint: idIndex, session, sort: { _id: -1 }, limit: 1 })
          .lean<FeedDocument[]>()
        return newest?._id ?? 0
      }),
    feedNumbers: async (keys) =>
      inOrder(async (session) => {
        const wanted = keys.map(idOf)
        const found = await feed
          .find({ entry: { $in: wanted } }, null, { hint: 'by_entry', session })
          .lean<FeedDocument[]>()
        const numbers = new Map(found.map(({ _id, entry }) => [entry, _id]))
        return wanted.map((entry) => numbers.get(entry) ?? null)
      }),
    appendFeedBatch: async (tail, keys) =>
      inOrder((session) =>
        appendInOrder(
          connection,
          keys.map((key, index) => ({ _id: tail + 1 + index, entry: idOf(key) })),
          session,
        ),
      ),
    clearPendingFeed: async (keys) => {
      const wanted = { _id: { $in: keys.map(idOf) } }
      await inOrder((session) => entries.updateMany(wanted, { $unset: { waits_feed: 1 } }, { session }))
    },
    feedEntries: async (after, limit) => inOrder((session) => feedItems(connection, { after, limit, session })),
  }
}

function idOf({ account, sequence }: EntryKey): string {
  return entryKey(account, sequence)
}

/** Stops at the first number that is taken; what was written up to there is counted by reading it. */
async function appendInOrder(
  { collections: { feed } }: Connection,
  batch: readonly FeedDocument[],
  session: Session,
): Promise<number> {
  try {
    await feed.insertMany([...batch], { session, ordered: true })
    return batch.length
  } catch (error) {
    if (!isTaken(error)) throw error
  }
  const numbers = { _id: { $in: batch.map(({ _id }) => _id) } }
  const stored = await feed.find(numbers, null, { hint: idIndex, session, sort: { _id: 1 } }).lean<FeedDocument[]>()
  const other = batch.findIndex(({ _id, entry }, index) => stored[index]?._id !== _id || stored[index]?.entry !== entry)
  return other === -1 ? batch.length : other
}

async function feedItems(
  { collections: { entry: entries, feed } }: Connection,
  { after, limit, session }: { readonly after: number; readonly limit: number; readonly session: Session },
): Promise<readonly FeedItem[]> {
  const page = await feed
    .find({ _id: { $gt: after } }, null, { hint: idIndex, session, sort: { _id: 1 }, limit })
    .lean<FeedDocument[]>()
  const wanted = { _id: { $in: page.map(({ entry }) => entry) } }
  const found = await entries.find(wanted, null, { hint: idIndex, session }).lean<Stored<EntryDocument>[]>()
  const byKey = new Map(found.map((document) => [document._id, document]))
  return page.map(({ _id: number, entry }) => {
    const document = byKey.get(entry)
    if (document === undefined) throw damagedPlace(`the entry of number ${number} of the feed`)
    return { number, entry: readEntry(document) }
  })
}
