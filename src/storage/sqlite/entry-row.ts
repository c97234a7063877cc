import { isUtf8 } from 'node:buffer'
import type { SealedEntry } from '../../journal/append-entry.ts'
import type { Entry, Pending } from '../../journal/entry.ts'
import { type FoundBy, foundBy } from '../../journal/found-by.ts'
import { FormFault } from '../../journal/model/form.ts'
import { readEntry as readStoredEntry, type StoredParts } from '../../journal/read-entry.ts'
import { parseInstant } from '../../time/instant.ts'
import { damagedPlace, readStoredJson } from '../stored-json.ts'
import type { Parameter, Row } from './connection.ts'
import { classOf, type EntryClass } from './entry-class.ts'
import { idBytes } from './id-bytes.ts'
import { pack } from './packing/pack.ts'
import { unpack } from './packing/unpack.ts'

/** What an entry is found by, as its row has it. */
interface EntryKeys {
  readonly account: string
  readonly sequence: number
  readonly id: Uint8Array
  readonly class: number
  readonly tally: number
  /** Milliseconds since the epoch. */
  readonly decided_at: number
  readonly order_policy: string | null
  readonly order_id: string | null
  readonly order_part: string | null
  readonly idempotency_key: string | null
  readonly credit_amount: string | null
  readonly gives_actions: 1 | null
  readonly reference: string | null
  readonly about: string | null
  readonly supersedes: string | null
  readonly dispute_key: string | null
}

function keysOf(entry: Entry, found: FoundBy, numbers: EntryClass): EntryKeys {
  return {
    account: entry.account,
    sequence: entry.sequence,
    id: idBytes(entry.id),
    class: numbers.class,
    tally: numbers.tally,
    decided_at: parseInstant(entry.decided_at),
    order_policy: found.order_policy,
    order_id: found.order_id,
    order_part: found.order_part,
    idempotency_key: found.idempotency_key,
    credit_amount: found.credit_amount,
    gives_actions: found.gives_actions,
    reference: found.reference,
    about: found.about,
    supersedes: found.supersedes,
    dispute_key: found.dispute_key,
  }
}

const keyNames = [
  ...(['account', 'sequence', 'id', 'class', 'tally', 'decided_at', 'order_policy', 'order_id', 'order_part'] as const),
  ...([
    'idempotency_key',
    'credit_amount',
    'gives_actions',
    'reference',
    'about',
    'supersedes',
    'dispute_key',
  ] as const),
] satisfies readonly (keyof EntryKeys)[]
const pendingNames = ['pending_review_level', 'pending_review_due', 'pending_delivery', 'pending_response'] as const
const columns = [...keyNames, ...pendingNames, 'hash', 'body', 'confidential'] as const

/** The number behind the last one of the feed, in the transaction that takes it. */
export const nextNumber = `1 + max((SELECT coalesce(max(number), 0) FROM entry), (SELECT coalesce(max(number), 0) FROM audit_entry))`

/** Writes the row of {@link entryParameters} with the next number of the feed, unless its key or its id is taken. */
export const insertEntry = `INSERT INTO entry (number, ${columns.join(', ')})
  VALUES (${nextNumber}, ${columns.map(() => '?').join(', ')}) ON CONFLICT DO NOTHING`

/** What an entry is stored as, and found by, with the numbers of its class: in the order of {@link columns}. */
export function entryParameters(
  { entry, body, confidentialText }: SealedEntry,
  found: FoundBy,
  numbers: EntryClass,
): readonly Parameter[] {
  const { hash, pending } = entry
  return [
    entry.account,
    entry.sequence,
    idBytes(entry.id),
    numbers.class,
    numbers.tally,
    parseInstant(entry.decided_at),
    found.order_policy,
    found.order_id,
    found.order_part,
    found.idempotency_key,
    found.credit_amount,
    found.gives_actions,
    found.reference,
    found.about,
    found.supersedes,
    found.dispute_key,
    pending.review?.level ?? null,
    pending.review?.due_by ?? null,
    pending.delivery ? 1 : 0,
    pending.response,
    Buffer.from(hash, 'hex'),
    pack(body),
    packedConfidential(confidentialText),
  ]
}

/** The values beside an entry as a row has them. */
export function packedConfidential(text: string | null): Uint8Array | null {
  return text === null ? null : pack(text)
}

/** What {@link readEntry} needs of a row: few values, as each costs more than what it is made of. */
export const entrySelection = `CAST(json_array(${keyNames
  .map((name) => (name === 'id' ? 'lower(hex(entry.id))' : `entry.${name}`))
  .join(', ')}) AS BLOB) AS keys,
  CAST(json_array(${pendingNames.map((name) => `entry.${name}`).join(', ')}) AS BLOB) AS pending,
  entry.hash AS hash, entry.body AS body, entry.confidential AS confidential`

/** The entry of a row with {@link entrySelection}; a Problem `store_damaged` where the row does not hold one. */
export function readEntry(row: Row): Entry {
  const keys = readList(row['keys'])
  const place = `entry ${String(keys?.[1])} of the account "${String(keys?.[0])}"`
  const body = readStoredJson(textOf(row['body']), place)
  const confidential = row['confidential'] === null ? null : readStoredJson(textOf(row['confidential']), place)
  const hash = bytesOf(row['hash'])?.toString('hex')
  const entry = checked({ body, hash, confidential, pending: readPending(row['pending'], place) }, place)
  const found = foundBy(entry)
  const { id, ...expected } = keysOf(entry, found, classOf(found))
  const wanted = { ...expected, id: Buffer.from(id).toString('hex') }
  if (keys === undefined || keyNames.some((name, index) => keys[index] !== wanted[name])) throw damagedPlace(place)
  return entry
}

/** {@link readEntry}, where the row is exactly what is written for the entry: packed texts have other forms that say the same. */
export function readExactly(row: Row): Entry {
  const entry = readEntry(row)
  const { body, confidential } = row
  if (!isAsPacked(body) || (confidential !== null && !isAsPacked(confidential))) {
    throw damagedPlace(`entry ${entry.sequence} of the account "${entry.account}"`)
  }
  return entry
}

function isAsPacked(stored: unknown): boolean {
  const text = textOf(stored)
  return text !== undefined && bytesOf(stored)?.equals(pack(text)) === true
}

/** The text that the stored body was packed from; undefined where it is none. */
export function textOf(stored: unknown): string | undefined {
  const bytes = bytesOf(stored)
  return bytes === undefined ? undefined : unpack(bytes)
}

function bytesOf(stored: unknown): Buffer | undefined {
  return stored instanceof Uint8Array ? Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength) : undefined
}

function readList(stored: unknown): readonly unknown[] | undefined {
  const bytes = bytesOf(stored)
  if (bytes === undefined || !isUtf8(bytes)) return undefined
  const list: unknown = JSON.parse(bytes.toString('utf8'))
  return Array.isArray(list) ? list : undefined
}

function checked(parts: StoredParts, place: string): Entry {
  try {
    return readStoredEntry(parts)
  } catch (error) {
    if (error instanceof FormFault) throw damagedPlace(`${place} (${error.path})`)
    throw error
  }
}

/** Nothing waits for its number here: it has one from the beginning. */
function readPending(stored: unknown, place: string): Pending {
  const [level, due_by, delivery, response] = readList(stored) ?? []
  if (delivery !== 0 && delivery !== 1) throw damagedPlace(place)
  if (response !== null && typeof response !== 'string') throw damagedPlace(place)
  const flags = { delivery: delivery === 1, response }
  if (level === null && due_by === null) return { review: null, ...flags }
  if (typeof level !== 'string' || typeof due_by !== 'string') throw damagedPlace(place)
  return { review: { level, due_by }, ...flags }
}
