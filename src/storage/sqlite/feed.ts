import type { FeedItem, FeedKey, FeedStore } from '../../journal/feed-store.ts'
import { damagedPlace } from '../stored-json.ts'
import { asBytes } from './as-bytes.ts'
import { auditSelection, readAuditEntry } from './audit-log.ts'
import type { Connection, Row } from './connection.ts'
import { entrySelection, readEntry } from './entry-row.ts'
import { readText } from './read-text.ts'

// Each half gives no more than is asked for, so that a long queue costs as little as a short one.
const selectWaiting = `SELECT account, sequence, audit FROM (
    SELECT * FROM (SELECT ${asBytes('account')}, sequence, NULL AS audit, id FROM entry INDEXED BY pending_feed
      WHERE pending_feed = 1 ORDER BY entry.id LIMIT ?1)
    UNION ALL
    SELECT * FROM (SELECT NULL, NULL, sequence, id FROM audit_entry INDEXED BY audit_pending_feed
      WHERE pending_feed = 1 ORDER BY audit_entry.id LIMIT ?1))
  ORDER BY id LIMIT ?1`
const selectTail = 'SELECT coalesce(max(number), 0) AS tail FROM feed'
const ofEntry = "feed.account = wanted.value ->> 'account' AND feed.sequence = wanted.value ->> 'sequence'"
const ofAudit = "feed.audit = wanted.value ->> 'audit'"
const selectNumbers = `SELECT coalesce((SELECT number FROM feed WHERE ${ofEntry}), (SELECT number FROM feed WHERE ${ofAudit}))
    AS number
  FROM json_each(?) AS wanted ORDER BY wanted.key`
const selectPending = `SELECT coalesce(
    (SELECT pending_feed FROM entry
      WHERE account = wanted.value ->> 'account' AND sequence = wanted.value ->> 'sequence'),
    (SELECT pending_feed FROM audit_entry WHERE sequence = wanted.value ->> 'audit'), 0) AS pending
  FROM json_each(?) AS wanted ORDER BY wanted.key`
// All or none: the tail is compared in the same statement.
const insert = `INSERT INTO feed (number, account, sequence, audit)
  SELECT ?1 + 1 + wanted.key, wanted.value ->> 'account', wanted.value ->> 'sequence', wanted.value ->> 'audit'
  FROM json_each(?2) AS wanted
  WHERE (SELECT coalesce(max(number), 0) FROM feed) = ?1 ORDER BY wanted.key`
const clearEntries = `UPDATE entry SET pending_feed = 0 WHERE (account, sequence) IN
  (SELECT value ->> 'account', value ->> 'sequence' FROM json_each(?))`
const clearAudits = `UPDATE audit_entry SET pending_feed = 0 WHERE sequence IN
  (SELECT value ->> 'audit' FROM json_each(?))`
const selectPage = 'SELECT number FROM feed WHERE number > ? ORDER BY number LIMIT ?'
const selectEntries = `SELECT number, ${entrySelection} FROM (
    SELECT number, account AS of_account, sequence AS of_sequence FROM feed
    WHERE number > ? AND number <= ? AND account IS NOT NULL)
  JOIN entry ON account = of_account AND sequence = of_sequence`
const selectAudits = `SELECT number, ${auditSelection} FROM (
    SELECT number, audit FROM feed WHERE number > ? AND number <= ? AND audit IS NOT NULL)
  JOIN audit_entry ON sequence = audit`

/** The feed in a SQLite file. */
export function createFeedStore(connection: Connection): FeedStore {
  return {
    pendingFeed: async (limit) => connection.all(selectWaiting, [limit]).map(readKey),
    isPendingFeed: async (keys) => connection.all(selectPending, [listOf(keys)]).map(({ pending }) => pending === 1),
    feedTail: async () => wholeNumber(connection.all(selectTail)[0]?.tail),
    feedNumbers: async (keys) =>
      connection.all(selectNumbers, [listOf(keys)]).map(({ number }) => (number === null ? null : wholeNumber(number))),
    appendFeedBatch: async (tail, keys) => (keys.length === 0 ? 0 : connection.run(insert, [tail, listOf(keys)])),
    clearPendingFeed: async (keys) => {
      const [audits, entries] = [keys.filter((key) => 'audit' in key), keys.filter((key) => !('audit' in key))]
      if (entries.length > 0) connection.run(clearEntries, [listOf(entries)])
      if (audits.length > 0) connection.run(clearAudits, [listOf(audits)])
    },
    feedItems: async (after, limit) => feedItems(connection, after, limit),
  }
}

function feedItems(connection: Connection, after: number, limit: number): readonly FeedItem[] {
  const numbers = connection.all(selectPage, [after, limit]).map(({ number }) => wholeNumber(number))
  const range = [after, numbers.at(-1) ?? after]
  const items = new Map<number, FeedItem>()
  for (const row of connection.all(selectEntries, range)) {
    const number = wholeNumber(row.number)
    items.set(number, { number, entry: readEntry(row) })
  }
  for (const row of connection.all(selectAudits, range)) {
    const number = wholeNumber(row.number)
    items.set(number, { number, audit: readAuditEntry(row) })
  }
  return numbers.map((number) => {
    const item = items.get(number)
    if (item === undefined) throw damagedPlace(`the entry of number ${number} of the feed`)
    return item
  })
}

function listOf(keys: readonly FeedKey[]): string {
  return JSON.stringify(
    keys.map((key) => ('audit' in key ? { audit: key.audit } : { account: key.account, sequence: key.sequence })),
  )
}

function readKey({ account, sequence, audit }: Row): FeedKey {
  if (audit !== null) return { audit: wholeNumber(audit) }
  return { account: readText(account, 'the account of an entry'), sequence: wholeNumber(sequence) }
}

function wholeNumber(value: unknown): number {
  if (typeof value !== 'number') throw damagedPlace('a number of the feed')
  return value
}
