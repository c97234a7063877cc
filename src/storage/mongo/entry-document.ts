import type { SealedEntry } from '../../journal/append-entry.ts'
import type { Entry } from '../../journal/entry.ts'
import { type FoundBy, foundBy, foundByNames } from '../../journal/found-by.ts'
import { FormFault } from '../../journal/model/form.ts'
import { readEntry as readStoredEntry, type StoredParts } from '../../journal/read-entry.ts'
import { damagedPlace, readStoredJson } from '../stored-json.ts'
import { namesOf } from './entry-names.ts'
import { type Stored, storeSchema } from './store-schema.ts'
import { readPending, separator, type WaitingFields, waitingFields, waitingNames } from './waiting-fields.ts'

/** What an entry is found by; made from the entry alone, so that reading it shows whether it still fits. */
type IndexedFields = {
  /** {@link entryKey}: the one thing that makes an entry unique. */
  readonly _id: string
  readonly account: string
  readonly sequence: number
  /** {@link namesOf}; left out where there are none. */
  readonly names?: readonly string[]
  /** {@link creditPlace} of what was credited without a person. */
  readonly automatic_credit?: string
} & FoundFields

/** What is null of it has no field, but for the part: {@link partField}. */
type FoundFields = {
  readonly [Name in Exclude<keyof FoundBy, Named>]?: FoundBy[Name] extends string | null ? string : number
}

/** What an entry is found by under one of its names, or by its automatic credit. */
type Named = (typeof named)[number]
const named = [
  'idempotency_key',
  'reference',
  'about',
  'supersedes',
  'dispute_key',
  'gives_actions',
  'automatic',
] as const

/** An entry as it is stored: `body` is the canonical JSON of the part that the hash covers. */
export type EntryDocument = IndexedFields &
  WaitingFields & {
    readonly body: string
    readonly hash: string
    readonly confidential: string | null
  }

const text = { type: String }

/** The shape of the collection `entry`; anything else is refused. */
export const entrySchema = storeSchema<EntryDocument>({
  _id: { type: String, required: true },
  account: { type: String, required: true },
  sequence: { type: Number, required: true },
  id: { type: String, required: true },
  kind: { type: String, required: true },
  at: { type: String, required: true },
  decided_at: { type: String, required: true },
  body: { type: String, required: true },
  hash: { type: String, required: true },
  confidential: { type: String, default: null },
  order_policy: text,
  order_id: text,
  order_part: text,
  policy: text,
  policy_version: { type: Number },
  outcome: text,
  label: text,
  rule: text,
  clause: text,
  counted: text,
  credit_currency: text,
  credit_amount: text,
  names: { type: [String] },
  automatic_credit: text,
  waits_review: text,
  waits_review_at_level: text,
  waits_delivery: text,
  waits_response: text,
})

const sequenceDigits = 16

/**
 * The place of an entry over all streams: no account contains the separator, so keys sort by account
 * (its bytes), then by sequence, and those of one account lie side by side.
 */
export function entryKey(account: string, sequence: number): string {
  return account + separator + paddedNumber(sequence)
}

/** The account of a key. */
export function nameOfKey(key: string): string {
  return key.slice(0, -(separator.length + sequenceDigits))
}

/** The least text that sorts behind every key of the account. */
export function behindAllKeysOf(account: string): string {
  return `${account}\u0001`
}

/** A whole number as text that sorts like it. */
export function paddedNumber(value: number): string {
  return String(value).padStart(sequenceDigits, '0')
}

/** A part of an order as a field: never missing, as an index cannot tell a missing field from one that is null. */
export function partField(part: string | null): string {
  return part === null ? 'whole' : `part ${part}`
}

/** Where an automatic credit stands among all of its currency: by the clock's time, the amount behind it. */
export function creditPlace(currency: string, ...behind: readonly string[]): string {
  return [currency, ...behind].join(separator)
}

/** The least text that sorts behind all credits of the currency. */
export function behindAllCreditsIn(currency: string): string {
  return behindAllKeysOf(currency)
}

/** The time of the credit at a place. */
export function instantOfPlace(place: string): string {
  const end = place.lastIndexOf(separator)
  return place.slice(place.lastIndexOf(separator, end - 1) + 1, end)
}

/** The amount of a place. */
export function amountOfPlace(place: string): string {
  return place.slice(place.lastIndexOf(separator) + 1)
}

/** What an entry is stored as; the body is the text that its hash covers. */
export function entryDocument({ entry, body, confidentialText }: SealedEntry): EntryDocument {
  const { hash, pending } = entry
  return {
    ...indexedFields(entry),
    ...waitingFields(entry.id, pending),
    body,
    hash,
    confidential: confidentialText,
  }
}

/** The entry of a document; a Problem `store_damaged` where the document is not what was written. */
export function readEntry(document: Stored<EntryDocument>): Entry {
  const place = `entry ${String(document.sequence)} of the account "${String(document.account)}"`
  const body = readStoredJson(document.body, place)
  const confidential = document.confidential === null ? null : readStoredJson(document.confidential, place)
  const entry = checked({ body, hash: document.hash, confidential, pending: readPending(document, place) }, place)
  const fields = indexedFields(entry)
  assertSame(indexedNames, [fields, document], place)
  if (!isSameList(fields.names, document.names)) throw damagedPlace(place)
  assertSame(waitingNames, [waitingFields(entry.id, entry.pending), document], place)
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

const foundNames = foundByNames.filter((name): name is keyof FoundFields => !named.some((other) => other === name))
const indexedNames = ['_id', 'account', 'sequence', 'automatic_credit', ...foundNames] as const

function assertSame<Name extends keyof EntryDocument>(
  names: readonly Name[],
  [expected, stored]: readonly [{ readonly [Field in Name]?: unknown }, Stored<EntryDocument>],
  place: string,
): void {
  if (names.some((name) => expected[name] !== stored[name])) throw damagedPlace(place)
}

function isSameList(expected: readonly string[] | undefined, stored: unknown): boolean {
  return JSON.stringify(expected) === JSON.stringify(stored)
}

function indexedFields(entry: Entry): IndexedFields {
  const { account, sequence } = entry
  const found = foundBy(entry)
  const { automatic, credit_currency: currency, credit_amount: amount } = found
  const fields: FoundFields = Object.fromEntries(
    foundNames.map((name) => [name, found[name]]).filter(([, value]) => value !== null),
  )
  const own = namesOf(entry, found)
  return {
    ...fields,
    ...(own.length === 0 ? {} : { names: own }),
    ...(automatic === null || currency === null || amount === null
      ? {}
      : { automatic_credit: creditPlace(currency, entry.decided_at, amount) }),
    ...(entry.order === null ? {} : { order_part: partField(entry.order.part) }),
    _id: entryKey(account, sequence),
    account,
    sequence,
  }
}
