import type { FeedItem, FeedKey, FeedStore } from '../../journal/feed-store.ts'
import { auditSelection, readAuditEntry } from './audit-log.ts'
import type { Connection } from './connection.ts'
import { entrySelection, readEntry } from './entry-row.ts'
import { readNumber } from './newest-of-classes.ts'

const selectTail = `SELECT max((SELECT coalesce(max(number), 0) FROM entry),
  (SELECT coalesce(max(number), 0) FROM audit_entry)) AS tail`
const selectNumbers = `SELECT coalesce(
    (SELECT number FROM entry WHERE account = wanted.value ->> 'account' AND sequence = wanted.value ->> 'sequence'),
    (SELECT number FROM audit_entry WHERE sequence = wanted.value ->> 'audit')) AS number
  FROM json_each(?) AS wanted ORDER BY wanted.key`
const selectEntries = `SELECT number, ${entrySelection} FROM entry WHERE number > ? ORDER BY number LIMIT ?`
const selectAudits = `SELECT number, ${auditSelection} FROM audit_entry
  WHERE number > ? ORDER BY number LIMIT ?`

/**
 * The feed in a SQLite file, where each entry is numbered in the transaction that writes it: the numbers have no gap,
 * are in the order of the commits, and nothing ever waits for one.
 */
export function createFeedStore(connection: Connection): FeedStore {
  return {
    pendingFeed: async () => [],
    isPendingFeed: async (keys) => keys.map(() => false),
    feedTail: async () => readNumber(connection.all(selectTail)[0]?.['tail']),
    feedNumbers: async (keys) =>
      connection.all(selectNumbers, [listOf(keys)]).map(({ number }) => (number === null ? null : readNumber(number))),
    appendFeedBatch: async () => 0,
    clearPendingFeed: async () => {},
    feedItems: async (after, limit) => feedItems(connection, after, limit),
  }
}

function feedItems(connection: Connection, after: number, limit: number): readonly FeedItem[] {
  const entries = connection
    .rows(selectEntries, [after, limit])
    .map((row): FeedItem => ({ number: readNumber(row['number']), entry: readEntry(row) }))
  const audits = connection
    .all(selectAudits, [after, limit])
    .map((row): FeedItem => ({ number: readNumber(row['number']), audit: readAuditEntry(row) }))
  return [...entries, ...audits].sort((left, right) => left.number - right.number).slice(0, limit)
}

function listOf(keys: readonly FeedKey[]): string {
  return JSON.stringify(
    keys.map((key) => ('audit' in key ? { audit: key.audit } : { account: key.account, sequence: key.sequence })),
  )
}
