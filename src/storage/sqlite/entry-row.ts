import { canonicalJson } from '../../fingerprint/canonical-json.ts'
import type { SealedEntry } from '../../journal/append-entry.ts'
import type { Entry, Pending } from '../../journal/entry.ts'
import { type FoundBy, foundBy, foundByNames } from '../../journal/found-by.ts'
import { FormFault } from '../../journal/model/form.ts'
import { readEntry as readStoredEntry, type StoredParts } from '../../journal/read-entry.ts'
import { damagedPlace, readStoredJson } from '../stored-json.ts'
import { asBytes } from './as-bytes.ts'
import type { Connection, Parameter, Row } from './connection.ts'

const columns = [
  ...(['account', 'sequence', 'body', 'hash', 'confidential'] as const),
  ...(['pending_review_level', 'pending_review_due', 'pending_delivery', 'pending_feed'] as const),
  ...foundByNames,
] as const

const insertEntry = `INSERT INTO entry (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
  ON CONFLICT DO NOTHING`

/** Writes all that belongs to an entry, within a transaction that is open; false, and nothing of it, where its key or its id is taken. */
export function writeEntry(connection: Connection, sealed: SealedEntry): boolean {
  return connection.run(insertEntry, parametersOf(sealed)) === 1
}

function parametersOf({ entry, body }: SealedEntry): readonly Parameter[] {
  const { hash, confidential, pending } = entry
  const row: { readonly [Column in (typeof columns)[number]]: Parameter } = {
    account: entry.account,
    sequence: entry.sequence,
    body,
    hash,
    confidential: confidential === null ? null : canonicalJson(confidential),
    pending_review_level: pending.review?.level ?? null,
    pending_review_due: pending.review?.due_by ?? null,
    pending_delivery: pending.delivery ? 1 : 0,
    pending_feed: pending.feed ? 1 : 0,
    ...foundBy(entry),
  }
  return columns.map((column) => row[column])
}

const numeric: ReadonlySet<string> = new Set<keyof FoundBy>(['policy_version', 'automatic', 'gives_actions'])
const numbers = foundByNames.filter((name) => numeric.has(name))
const texts = foundByNames.filter((name) => !numeric.has(name))

/** What {@link readEntry} needs of a row. */
export const entrySelection = `sequence, pending_delivery, pending_feed, ${numbers.join(', ')}, ${asBytes(
  'account',
  'body',
  'hash',
  'confidential',
  'pending_review_level',
  'pending_review_due',
  ...texts,
)}`

/** The entry of a row with {@link entrySelection}; a Problem `store_damaged` where the row does not hold one. */
export function readEntry(row: Row): Entry {
  const place = `entry ${String(row.sequence)} of the account "${String(row.account)}"`
  const body = readStoredJson(row.body, place)
  if (body.account !== row.account || body.sequence !== row.sequence || typeof row.hash !== 'string') {
    throw damagedPlace(place)
  }
  const confidential = row.confidential === null ? null : readStoredJson(row.confidential, place)
  const entry = checked({ body, hash: row.hash, confidential, pending: readPending(row, place) }, place)
  const expected = foundBy(entry)
  if (foundByNames.some((name) => row[name] !== expected[name])) throw damagedPlace(place)
  return entry
}

function checked(parts: StoredParts, place: string): Entry {
  try {
    return readStoredEntry(parts)
  } catch (error) {
    if (error instanceof FormFault) throw damagedPlace(`${place} (${error.path})`)
    throw error
  }
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
