import type { FeedHash, FeedItem, FeedKey, FeedStore } from '../../journal/feed-store.ts'
import { damagedPlace } from '../stored-json.ts'
import { asBytes } from './as-bytes.ts'
import { auditSelection, readAuditEntry } from './audit-log.ts'
import type { Connection, Row } from './connection.ts'
import { entrySelection, readEntry } from './entry-row.ts'
import { readNumber } from './newest-of-classes.ts'
import { readText } from './read-text.ts'

const selectTail = `SELECT max((SELECT coalesce(max(number), 0) FROM entry),
  (SELECT coalesce(max(number), 0) FROM audit_entry)) AS tail`
const selectNumbers = `SELECT coalesce(
    (SELECT number FROM entry WHERE account = wanted.value ->> 'account' AND sequence = wanted.value ->> 'sequence'),
    (SELECT number FROM audit_entry WHERE sequence = wanted.value ->> 'audit')) AS number
  FROM json_each(?) AS wanted ORDER BY wanted.key`
const selectEntries = `SELECT number, ${entrySelection} FROM entry WHERE number > ? ORDER BY number LIMIT ?`
const selectAudits = `SELECT number, ${auditSelection} FROM audit_entry
  WHERE number > ? ORDER BY number LIMIT ?`
const selectHashes = `SELECT number, hex(hash) AS hash, ${asBytes('account')}, sequence FROM entry WHERE number > ?1
  UNION ALL SELECT number, upper(hash), NULL, sequence FROM audit_entry WHERE number > ?1 ORDER BY number LIMIT ?2`

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
    feedHashes: async (after, limit) => connection.all(selectHashes, [after, limit]).map(readHash),
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

function readHash({ number, hash, account, sequence }: Row): FeedHash {
  const text = String(hash).toLowerCase()
  if (!/^[0-9a-f]{64}$/u.test(text)) throw damagedPlace(`number ${String(number)} of the feed`)
  const name = account === null ? null : readText(account, `number ${String(number)} of the feed`)
  return { number: readNumber(number), hash: text, account: name, sequence: readNumber(sequence) }
}

function listOf(keys: readonly FeedKey[]): string {
  return JSON.stringify(
    keys.map((key) => ('audit' in key ? { audit: key.audit } : { account: key.account, sequence: key.sequence })),
  )
}
