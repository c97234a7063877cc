import { sha256 } from '../fingerprint/fingerprint.ts'
import { formatInstant, parseInstant } from '../time/instant.ts'
import type { Confidential, ConfidentialValues, Entry, EntryFrame, OrderPart, SaidIn } from './entry.ts'
import type { EntryKind } from './entry-kinds.ts'
import { evolve, type OrderBefore, undeliveredBy } from './evolve.ts'
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
  const { confidential: values, idempotency_key = null, ...said } = draft
  const confidential: Confidential = { salt: stamp.salt, kept_salt: null, ...carriedOver(end), ...values }
  const decided_at = formatInstant(stamp.clock)
  const time = entryTime(stamp.clock, head)
  const change = {
    ...said,
    id: stamp.id,
    sequence: (head?.sequence ?? 0) + 1,
    at: time === stamp.clock ? decided_at : formatInstant(time),
    decided_at,
    order,
  }
  const { text: confidentialText, commitments } = sealConfidential(confidential)
  const state = evolve(head?.state ?? initialState, orderBefore(end), change)
  const hashed = {
    ...change,
    format: 1 as const,
    account,
    idempotency_key,
    state,
    commitments,
    previous_hash: head?.hash ?? null,
  }
  const body = bodyOf(hashed)
  const waiting = reviewsOf(state.order).find(({ sequence }) => sequence === change.sequence)
  const pending = {
    review: waiting === undefined ? null : { level: waiting.level, due_by: waiting.due_by },
    delivery: undeliveredBy(change) !== null,
    feed: true,
  }
  return { entry: { ...hashed, hash: sha256(body), confidential, pending }, body, confidentialText }
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

function carriedOver({ previous, previousOfPart }: StreamEnd): ConfidentialValues {
  return {
    facts: null,
    order_facts: previous?.confidential?.order_facts ?? null,
    memory: previousOfPart?.confidential?.memory ?? null,
    personal_facts: null,
    personal_order_facts: previous?.confidential?.personal_order_facts ?? null,
    message: null,
    request_fingerprint: null,
    parameters: null,
    ignored_facts: null,
  }
}
