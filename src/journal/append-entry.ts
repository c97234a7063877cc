import { sha256 } from '../fingerprint/fingerprint.ts'
import { formatInstant, parseInstant } from '../time/instant.ts'
import { deadlineOf } from './dispute-entries.ts'
import type { Confidential, ConfidentialValues, Entry, EntryFrame, OrderPart, Pending, SaidIn } from './entry.ts'
import type { EntryKind } from './entry-kinds.ts'
import { type Change, evolve, type OrderBefore, undeliveredBy } from './evolve.ts'
import { initialState, type OrderState, type WaitingReview } from './model/state.ts'
import { bodyOf, confidentialTextOf, sealConfidential } from './seal.ts'

/** What an author says; all else of the entry follows from the stream. */
export type Draft<Name extends EntryKind = EntryKind> = {
  readonly [K in Name]: SaidIn<K> & Pick<EntryFrame, 'author' | 'policy'> & DraftOptions
}[Name]

interface DraftOptions {
  /** Left out: none. */
  readonly idempotency_key?: string | null
  /**
   * Parts left out are null; but the order's facts and the part's memory, left out, stay as the newest
   * entries about them have them.
   */
  readonly confidential?: Partial<ConfidentialValues>
}

/** What is drawn outside, so that this stays pure. */
export interface EntryStamp {
  readonly id: string
  /** The clock's time. Milliseconds. */
  readonly clock: number
  /** 32 random hexadecimal digits. */
  readonly salt: string
}

/** The stream that an entry continues. */
export interface StreamEnd {
  readonly account: string
  /** What the entry is about, if it is about an order. */
  readonly order: OrderPart | null
  /** The account's newest entry. */
  readonly head: Entry | null
  /** The newest entry about the order, whichever part. */
  readonly previous: Entry | null
  /** The newest entry about exactly this part of it (null: the whole). */
  readonly previousOfPart: Entry | null
}

/** An entry and the texts of it that a store keeps: each made once, hashed and stored. */
export interface SealedEntry {
  readonly entry: Entry
  /** The text that its hash covers. */
  readonly body: string
  /** The text of the values beside it; null where an erasure left nothing. */
  readonly confidentialText: string | null
}

/** An entry that was sealed before, with its texts. */
export function sealedBefore(entry: Entry): SealedEntry {
  return { entry, body: bodyOf(entry), confidentialText: confidentialTextOf(entry.confidential) }
}

/** The place in time of the next entry: the later of the clock and the head's time, so that a stream's time never runs backwards. Milliseconds. */
export function entryTime(clock: number, head: Entry | null): number {
  return head === null ? clock : Math.max(clock, parseInstant(head.at))
}

/** The next entry of the stream: sequence, running state, commitments and hash. Pure. */
export function appendEntry(end: StreamEnd, draft: Draft, stamp: EntryStamp): SealedEntry {
  const { account, order, head } = end
  const confidential = confidentialOf(end, draft.confidential ?? {}, stamp.salt)
  const decided_at = formatInstant(stamp.clock)
  const time = entryTime(stamp.clock, head)
  // What the draft says is of its kind: no member is left out, so that it still is.
  const change = {
    kind: draft.kind,
    request: draft.request,
    result: draft.result,
    id: stamp.id,
    sequence: (head?.sequence ?? 0) + 1,
    at: time === stamp.clock ? decided_at : formatInstant(time),
    decided_at,
    order,
  } as Change
  const { text: confidentialText, commitments } = sealConfidential(confidential)
  const state = evolve(head?.state ?? initialState, orderBefore(end), change)
  const entry = {
    kind: change.kind,
    request: change.request,
    result: change.result,
    id: change.id,
    sequence: change.sequence,
    at: change.at,
    decided_at,
    order,
    author: draft.author,
    policy: draft.policy,
    format: 1,
    account,
    idempotency_key: draft.idempotency_key ?? null,
    state,
    commitments,
    previous_hash: head?.hash ?? null,
    hash: '',
    confidential,
    pending: pendingBy(change, state.order),
  }
  const body = bodyOf(entry as Entry)
  entry.hash = sha256(body)
  return { entry: entry as Entry, body, confidentialText }
}

function pendingBy(change: Change, order: OrderState | null): Pending {
  const waiting = reviewsOf(order).find(({ sequence }) => sequence === change.sequence)
  return {
    review: waiting === undefined ? null : { level: waiting.level, due_by: waiting.due_by },
    delivery: undeliveredBy(change) !== null,
    response: deadlineOf(change),
  }
}

/** The states of the order and of its part before the next entry about it. */
export function orderBefore({ previous, previousOfPart }: Pick<StreamEnd, 'previous' | 'previousOfPart'>): OrderBefore {
  return { order: previous?.state.order ?? null, part: previousOfPart?.state.order?.part ?? null }
}

/** The reviews that wait by an order's newest entry: of its part at hand (or the whole), and of what it got too much. */
export function reviewsOf(order: OrderState | null): readonly WaitingReview[] {
  if (order === null) return []
  return [order.part?.waiting_review ?? null, order.whole.waiting_review, order.recovery].filter(
    (waiting) => waiting !== null,
  )
}

/** What is said; of what is not, the order's facts and the part's memory as the newest entries about them have them. */
function confidentialOf(
  { previous, previousOfPart }: StreamEnd,
  said: Partial<ConfidentialValues>,
  salt: string,
): Confidential {
  const before = previous?.confidential
  return {
    salt,
    kept_salt: null,
    facts: said.facts ?? null,
    order_facts: given(said.order_facts, before?.order_facts),
    memory: given(said.memory, previousOfPart?.confidential?.memory),
    personal_facts: said.personal_facts ?? null,
    personal_order_facts: given(said.personal_order_facts, before?.personal_order_facts),
    message: said.message ?? null,
    request_fingerprint: said.request_fingerprint ?? null,
    parameters: said.parameters ?? null,
    ignored_facts: said.ignored_facts ?? null,
  }
}

/** Null is said, too. */
function given<Value>(said: Value | null | undefined, before: Value | null | undefined): Value | null {
  return said === undefined ? (before ?? null) : said
}
