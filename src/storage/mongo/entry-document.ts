import { canonicalJson } from '../../fingerprint/canonical-json.ts'
import type { Entry, Pending } from '../../journal/entry.ts'
import { damagedPlace, readStoredJson } from '../stored-json.ts'
import { type Stored, storeSchema } from './store-schema.ts'

/** What an entry is found by; made from the entry alone, so that reading it shows whether it still fits. */
interface IndexedFields {
  /** {@link entryKey}: the one thing that makes an entry unique. */
  readonly _id: string
  readonly account: string
  readonly sequence: number
  readonly id: string
  readonly kind: string
  readonly at: string
  readonly order?: string
  readonly idempotency_key?: string
  /** Account and payment reference, where the request names one. */
  readonly payment?: string
  /** The next five: decisions only. */
  readonly policy?: string
  readonly policy_version?: number
  readonly outcome?: string
  readonly clause?: string
  readonly rule?: string
  /** The next two: credits that no person approved. The amount is exact decimal text. */
  readonly credit_currency?: string
  readonly credit_amount?: string
}

/** An entry as it is stored: `body` is the canonical JSON of the part that the hash covers. */
export interface EntryDocument extends IndexedFields, WaitingFields {
  readonly body: string
  readonly hash: string
  readonly confidential: string | null
}

/** What waits to be done: each field is there exactly while something waits, and is its place in that queue. */
interface WaitingFields {
  /** Due time and id. */
  readonly waits_review?: string
  /** Level, due time and id. */
  readonly waits_review_at_level?: string
  /** The id. */
  readonly waits_delivery?: string
  /** The id. */
  readonly waits_feed?: string
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
  body: { type: String, required: true },
  hash: { type: String, required: true },
  confidential: { type: String, default: null },
  order: text,
  idempotency_key: text,
  payment: text,
  policy: text,
  policy_version: { type: Number },
  outcome: text,
  clause: text,
  rule: text,
  credit_currency: text,
  credit_amount: text,
  waits_review: text,
  waits_review_at_level: text,
  waits_delivery: text,
  waits_feed: text,
})

const separator = '\0'
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

/** What an account's entries with this payment reference are found by. */
export function paymentKey(account: string, reference: string): string {
  return account + separator + reference
}

/** What the queue of one level is found by. */
export function levelPlace(level: string, place: string): string {
  return level + separator + place
}

/** A place in the queue of reviews. */
export function reviewPlace(due: string, id: string): string {
  return `${due} ${id}`
}

export function entryDocument(entry: Entry): EntryDocument {
  const { hash, confidential, pending, ...body } = entry
  return {
    ...indexedFields(entry),
    ...waitingFields(entry.id, pending),
    body: canonicalJson(body),
    hash,
    confidential: confidential === null ? null : canonicalJson(confidential),
  }
}

/** The entry of a document; a Problem `store_damaged` where the document is not what was written. */
export function readEntry(document: Stored<EntryDocument>): Entry {
  const place = `entry ${String(document.sequence)} of the account "${String(document.account)}"`
  const body = readStoredJson(document.body, place)
  const confidential = document.confidential === null ? null : readStoredJson(document.confidential, place)
  const pending = readPending(document, place)
  const entry = { ...body, hash: document.hash, confidential, pending } as unknown as Entry
  if (typeof document.hash !== 'string') throw damagedPlace(place)
  assertSame(indexedFields(entry), document, place)
  assertSame(waitingFields(entry.id, pending), document, place)
  return entry
}

const indexedNames = [
  ...(['_id', 'account', 'sequence', 'id', 'kind', 'at', 'order', 'idempotency_key', 'payment'] as const),
  ...(['policy', 'policy_version', 'outcome', 'clause', 'rule', 'credit_currency', 'credit_amount'] as const),
  ...(['waits_review', 'waits_review_at_level', 'waits_delivery', 'waits_feed'] as const),
]

function assertSame(expected: Partial<EntryDocument>, stored: Stored<EntryDocument>, place: string): void {
  const waiting = !('_id' in expected)
  for (const name of indexedNames) {
    if (name.startsWith('waits_') === waiting && expected[name] !== stored[name]) throw damagedPlace(place)
  }
}

function indexedFields(entry: Entry): IndexedFields {
  const { account, sequence, id, kind, at, order, idempotency_key: key } = entry
  const reference = memberOf(entry.request, 'payment_reference')
  return {
    _id: entryKey(account, sequence),
    account,
    sequence,
    id,
    kind,
    at,
    ...(order === null ? {} : { order }),
    ...(key === null ? {} : { idempotency_key: key }),
    ...(typeof reference === 'string' ? { payment: paymentKey(account, reference) } : {}),
    ...(kind === 'decision' ? decisionFields(entry) : {}),
  }
}

function decisionFields({ policy, result }: Entry): Partial<IndexedFields> {
  const { outcome, rule, refund } = result
  const clause = memberOf(result['clause'], 'id')
  const currency = memberOf(refund, 'currency')
  const amount = memberOf(refund, 'amount')
  const credited = outcome === 'approve' && typeof currency === 'string' && typeof amount === 'string'
  return {
    ...(policy === null ? {} : { policy: policy.name, policy_version: policy.version }),
    ...(typeof outcome === 'string' ? { outcome } : {}),
    ...(typeof clause === 'string' ? { clause } : {}),
    ...(typeof rule === 'string' ? { rule } : {}),
    ...(credited ? { credit_currency: currency, credit_amount: amount } : {}),
  }
}

function waitingFields(id: string, { review, delivery, feed }: Pending): WaitingFields {
  const place = review === null ? null : reviewPlace(review.due_by, id)
  return {
    ...(review === null || place === null
      ? {}
      : { waits_review: place, waits_review_at_level: levelPlace(review.level, place) }),
    ...(delivery ? { waits_delivery: id } : {}),
    ...(feed ? { waits_feed: id } : {}),
  }
}

function readPending(document: Stored<EntryDocument>, place: string): Pending {
  const { waits_review: waiting, waits_review_at_level: atLevel, waits_delivery: delivery, waits_feed: feed } = document
  const flags = { delivery: delivery !== undefined, feed: feed !== undefined }
  if (atLevel === undefined && waiting === undefined) return { review: null, ...flags }
  const [level = '', due] = typeof atLevel === 'string' ? atLevel.split(separator) : []
  const due_by = due?.split(' ')[0]
  if (due_by === undefined) throw damagedPlace(place)
  return { review: { level, due_by }, ...flags }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
