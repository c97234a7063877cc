import type { mongo } from 'mongoose'
import type { FeedHash, FeedItem, FeedKey, FeedStore } from '../../journal/feed-store.ts'
import { damagedPlace } from '../stored-json.ts'
import { type Arrivals, createArrivals } from './arrivals.ts'
import { readAuditEntry } from './audit-log.ts'
import type { AuditDocument, FeedDocument } from './collections.ts'
import type { Connection } from './connection.ts'
import { type EntryDocument, entryKey, paddedNumber } from './entry-document.ts'
import { idIndex } from './indexes.ts'
import { keepTotals } from './kept-totals.ts'
import { withKeys } from './seeks.ts'
import { isTaken } from './store-fault.ts'
import type { Stored } from './store-schema.ts'

type Session = mongo.ClientSession

/** The feed in a MongoDB database: its numbers are unique by `_id` and inserted in their order. */
export function createFeedStore(connection: Connection): FeedStore {
  const { collections, inOrder } = connection
  const { auditEntry: audits, feed } = collections
  const arrivals = createArrivals(connection)
  return {
    pendingFeed: async (limit) => inOrder((session) => waiting(connection, arrivals, { limit, session })),
    isPendingFeed: async (keys) =>
      inOrder(async (session) => {
        const { ofEntries, ofAudits } = idsOf(keys)
        const markedAudits = await audits
          .find({ _id: { $in: ofAudits }, waits_feed: { $gt: '' } }, { _id: 1 }, { hint: idIndex, session })
          .lean<HasId[]>()
        const waits = new Set([
          ...(await arrivals.waitingOf(ofEntries, session)),
          ...markedAudits.map(({ _id }) => _id),
        ])
        return keys.map((key) => waits.has(idOf(key)))
      }),
    feedTail: async () =>
      inOrder(async (session) => {
        const [newest] = await feed
          .find({}, { _id: 1 }, { hint: idIndex, session, sort: { _id: -1 }, limit: 1 })
          .lean<FeedDocument[]>()
        return newest?._id ?? 0
      }),
    feedNumbers: async (keys) =>
      inOrder(async (session) => {
        const { ofEntries, ofAudits } = idsOf(keys)
        const found = [
          ...(await numbersOf(connection, { field: 'entry', ids: ofEntries, session })),
          ...(await numbersOf(connection, { field: 'audit', ids: ofAudits, session })),
        ]
        const numbers = new Map(found.map(({ _id, entry, audit }) => [entry ?? audit, _id]))
        return keys.map((key) => numbers.get(idOf(key)) ?? null)
      }),
    appendFeedBatch: async (tail, keys) => {
      const numbers = keys.map((key, index) => ({
        _id: tail + 1 + index,
        ['audit' in key ? 'audit' : 'entry']: idOf(key),
      }))
      const written = await inOrder((session) => appendInOrder(connection, numbers, session))
      await keepTotals(connection)
      return written
    },
    clearPendingFeed: async (keys) => {
      const { ofEntries, ofAudits } = idsOf(keys)
      const cleared = { $unset: { waits_feed: 1 } } as const
      if (ofEntries.length > 0) await inOrder((session) => arrivals.clear(ofEntries, session))
      if (ofAudits.length > 0) {
        await inOrder((session) => audits.updateMany({ _id: { $in: ofAudits } }, cleared, { session }))
      }
    },
    feedItems: async (after, limit) => inOrder((session) => feedItems(connection, { after, limit, session })),
    feedHashes: async (after, limit) => inOrder((session) => feedHashes(connection, { after, limit, session })),
  }
}

interface HasId {
  readonly _id: string
}

/** No account's key looks like a padded number: that has no separator. */
function idOf(key: FeedKey): string {
  return 'audit' in key ? paddedNumber(key.audit) : entryKey(key.account, key.sequence)
}

function idsOf(keys: readonly FeedKey[]): { readonly ofEntries: string[]; readonly ofAudits: string[] } {
  return {
    ofEntries: keys.filter((key) => !('audit' in key)).map(idOf),
    ofAudits: keys.filter((key) => 'audit' in key).map(idOf),
  }
}

/** The oldest of both by their ids. */
async function waiting(
  { collections: { auditEntry: audits } }: Connection,
  arrivals: Arrivals,
  { limit, session }: Omit<FeedPage, 'after'>,
): Promise<readonly FeedKey[]> {
  const options = { hint: 'waiting_for_feed', sort: { waits_feed: 1 }, limit, session } as const
  const ofAudits = await audits
    .find({ waits_feed: { $gt: '' } }, { sequence: 1, waits_feed: 1 }, options)
    .lean<AuditDocument[]>()
  const found = [
    ...(await arrivals.waiting(limit, session)),
    ...ofAudits.map(({ sequence, waits_feed: id = '' }) => ({ id, key: { audit: sequence } })),
  ]
  return found
    .sort((left, right) => Buffer.compare(Buffer.from(left.id, 'utf8'), Buffer.from(right.id, 'utf8')))
    .slice(0, limit)
    .map(({ key }) => key)
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
  const other = batch.findIndex(({ _id, entry, audit }, index) => {
    const there = stored[index]
    return there?._id !== _id || there.entry !== entry || there.audit !== audit
  })
  return other === -1 ? batch.length : other
}

interface FeedPage {
  readonly after: number
  readonly limit: number
  readonly session: Session
}

async function numbersOf(
  { collections }: Connection,
  { field, ids, session }: { readonly field: 'entry' | 'audit'; readonly ids: string[]; readonly session: Session },
): Promise<FeedDocument[]> {
  if (ids.length === 0) return []
  const options = { hint: `by_${field}`, session }
  return collections.feed.find({ [field]: { $in: ids } }, null, options).lean<FeedDocument[]>()
}

function numbersAbove({ collections }: Connection, { after, limit, session }: FeedPage): Promise<FeedDocument[]> {
  return collections.feed
    .find({ _id: { $gt: after } }, null, { hint: idIndex, session, sort: { _id: 1 }, limit })
    .lean<FeedDocument[]>()
}

function given(ids: readonly (string | undefined)[]): string[] {
  return ids.filter((id) => id !== undefined)
}

async function feedHashes(connection: Connection, asked: FeedPage): Promise<readonly FeedHash[]> {
  const { collections } = connection
  const page = await numbersAbove(connection, asked)
  const options = { hint: idIndex, session: asked.session } as const
  const wanted = { hash: 1, account: 1, sequence: 1 } as const
  const ofEntries = await collections.entry
    .find(withKeys(given(page.map(({ entry }) => entry))), wanted, options)
    .lean<Stored<EntryDocument>[]>()
  const ofAudits = await collections.auditEntry
    .find({ _id: { $in: given(page.map(({ audit }) => audit)) } }, { hash: 1, sequence: 1 }, options)
    .lean<Stored<AuditDocument>[]>()
  const found = new Map<unknown, Stored<Pick<EntryDocument, 'hash' | 'sequence' | 'account'>>>(
    [...ofEntries, ...ofAudits].map((document) => [document._id, document]),
  )
  return page.map(({ _id: number, entry, audit }) => {
    const { hash, sequence, account = null } = found.get(entry ?? audit) ?? {}
    if (
      typeof hash !== 'string' ||
      !/^[0-9a-f]{64}$/u.test(hash) ||
      typeof sequence !== 'number' ||
      !isNameOrNone(account)
    ) {
      throw damagedPlace(`number ${number} of the feed`)
    }
    return { number, hash, account, sequence }
  })
}

function isNameOrNone(account: unknown): account is string | null {
  return account === null || typeof account === 'string'
}

async function feedItems(connection: Connection, asked: FeedPage): Promise<readonly FeedItem[]> {
  const { collections } = connection
  const { session } = asked
  const page = await numbersAbove(connection, asked)
  const options = { hint: idIndex, session } as const
  const ofEntries = await collections.entry
    .find(withKeys(given(page.map(({ entry }) => entry))), null, options)
    .lean<Stored<EntryDocument>[]>()
  const ofAudits = await collections.auditEntry
    .find({ _id: { $in: given(page.map(({ audit }) => audit)) } }, null, options)
    .lean<Stored<AuditDocument>[]>()
  const entries = new Map(ofEntries.map((document) => [document._id, document]))
  const audits = new Map(ofAudits.map((document) => [document._id, document]))
  return page.map(({ _id: number, entry, audit }): FeedItem => {
    const [ofEntry, ofAudit] = [entries.get(entry), audits.get(audit)]
    if (ofEntry !== undefined) return { number, entry: connection.readEntry(ofEntry) }
    if (ofAudit !== undefined) return { number, audit: readAuditEntry(ofAudit) }
    throw damagedPlace(`the entry of number ${number} of the feed`)
  })
}
