import type { EntryKey, FeedItem, FeedStore } from '../../journal/feed-store.ts'
import { damagedPlace } from '../stored-json.ts'
import { asBytes } from './as-bytes.ts'
import type { Connection, Row } from './connection.ts'
import { entrySelection, readEntry } from './entry-row.ts'
import { readText } from './read-text.ts'

const selectWaiting = `SELECT sequence, ${asBytes('account')} FROM entry INDEXED BY pending_feed
  WHERE pending_feed = 1 ORDER BY entry.id LIMIT ?`
const selectTail = 'SELECT coalesce(max(number), 0) AS tail FROM feed'
const selectNumbers = `SELECT feed.number AS number FROM json_each(?) AS wanted
  LEFT JOIN feed ON feed.account = wanted.value ->> 0 AND feed.sequence = wanted.value ->> 1
  ORDER BY wanted.key`
// All or none: the tail is compared in the same statement.
const insert = `INSERT INTO feed (number, account, sequence)
  SELECT ?1 + 1 + wanted.key, wanted.value ->> 0, wanted.value ->> 1 FROM json_each(?2) AS wanted
  WHERE (SELECT coalesce(max(number), 0) FROM feed) = ?1 ORDER BY wanted.key`
const clear = `UPDATE entry SET pending_feed = 0
  WHERE (account, sequence) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))`
const selectItems = `SELECT page.number AS number, ${entrySelection}
  FROM (SELECT number, account AS of_account, sequence AS of_sequence FROM feed WHERE number > ?
    ORDER BY number LIMIT ?) AS page
  LEFT JOIN entry ON account = of_account AND sequence = of_sequence ORDER BY page.number`

/** The feed in a SQLite file. */
export function createFeedStore(connection: Connection): FeedStore {
  return {
    pendingFeed: async (limit) =>
      connection.all(selectWaiting, [limit]).map(({ account, sequence }) => ({
        account: readText(account, 'the account of an entry'),
        sequence: wholeNumber(sequence),
      })),
    feedTail: async () => wholeNumber(connection.all(selectTail)[0]?.tail),
    feedNumbers: async (keys) =>
      connection.all(selectNumbers, [listOf(keys)]).map(({ number }) => (number === null ? null : wholeNumber(number))),
    appendFeedBatch: async (tail, keys) => (keys.length === 0 ? 0 : connection.run(insert, [tail, listOf(keys)])),
    clearPendingFeed: async (keys) => {
      connection.run(clear, [listOf(keys)])
    },
    feedEntries: async (after, limit) => connection.all(selectItems, [after, limit]).map(readItem),
  }
}

function listOf(keys: readonly EntryKey[]): string {
  return JSON.stringify(keys.map(({ account, sequence }) => [account, sequence]))
}

function readItem(row: Row): FeedItem {
  if (row.account === null) throw damagedPlace(`the entry of number ${String(row.number)} of the feed`)
  return { number: wholeNumber(row.number), entry: readEntry(row) }
}

function wholeNumber(value: unknown): number {
  if (typeof value !== 'number') throw damagedPlace('a number of the feed')
  return value
}
