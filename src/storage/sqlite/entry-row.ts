import { canonicalJson } from '../../fingerprint/canonical-json.ts'
import type { Entry, Pending } from '../../journal/entry.ts'
import { damagedPlace, readStoredJson } from '../stored-json.ts'
import { asBytes } from './as-bytes.ts'
import type { Parameter, Row } from './connection.ts'

/** The stored columns of an entry, in the order of {@link entryParameters}. */
export const entryColumns =
  'account, sequence, body, hash, confidential, pending_review_level, pending_review_due, pending_delivery, pending_feed'

/** What an entry is stored as: the body is the part that the hash covers. */
export function entryParameters(entry: Entry): readonly Parameter[] {
  const { hash, confidential, pending, ...body } = entry
  return [
    entry.account,
    entry.sequence,
    canonicalJson(body),
    hash,
    confidential === null ? null : canonicalJson(confidential),
    pending.review?.level ?? null,
    pending.review?.due_by ?? null,
    pending.delivery ? 1 : 0,
    pending.feed ? 1 : 0,
  ]
}

/** What {@link readEntry} needs of a row. */
export const entrySelection = `sequence, pending_delivery, pending_feed, ${asBytes(
  'account',
  'body',
  'hash',
  'confidential',
  'pending_review_level',
  'pending_review_due',
)}`

/** The entry of a row with {@link entrySelection}; a Problem `store_damaged` where the row does not hold one. */
export function readEntry(row: Row): Entry {
  const place = `entry ${String(row.sequence)} of the account "${String(row.account)}"`
  const body = readStoredJson(row.body, place)
  if (body.account !== row.account || body.sequence !== row.sequence || typeof row.hash !== 'string') {
    throw damagedPlace(place)
  }
  const confidential = row.confidential === null ? null : readStoredJson(row.confidential, place)
  return { ...body, hash: row.hash, confidential, pending: readPending(row, place) } as Entry
}

function readPending(row: Row, place: string): Pending {
  const { pending_review_level: level, pending_review_due: due_by } = row
  const flags = { delivery: readFlag(row.pending_delivery, place), feed: readFlag(row.pending_feed, place) }
  if (level === null && due_by === null) return { review: null, ...flags }
  if (typeof level !== 'string' || typeof due_by !== 'string') throw damagedPlace(place)
  return { review: { level, due_by }, ...flags }
}

function readFlag(value: unknown, place: string): boolean {
  if (value !== 0 && value !== 1) throw damagedPlace(place)
  return value === 1
}
