import { sha256 } from '../fingerprint/fingerprint.ts'
import { formatInstant, parseInstant } from '../time/instant.ts'
import type { Confidential, ConfidentialValues, Entry, EntryFrame, SaidIn } from './entry.ts'
import type { EntryKind } from './entry-kinds.ts'
import { creditOf, evolve } from './evolve.ts'
import { initialState, type OrderState } from './model/state.ts'
import { bodyOf, commitTo } from './seal.ts'

/** What an author says; all else of the entry follows from the stream. */
export type Draft<Name extends EntryKind = EntryKind> = {
  readonly [K in Name]: SaidIn<K> & Pick<EntryFrame, 'author' | 'policy'> & DraftOptions
}[Name]

interface DraftOptions {
  /** Left out: none. */
  readonly idempotency_key?: string | null
  /**
   * Parts left out are null; but the order's facts and fingerprint, left out, stay as the order's newest
   * entry has them.
   */
  readonly confidential?: Partial<ConfidentialValues>
}

/** What is drawn outside, so that this stays pure. */
export interface EntryStamp {
  readonly id: string
  readonly at: number
  /** 32 random hexadecimal digits. */
  readonly salt: string
}

/** The stream that an entry continues. */
export interface StreamEnd {
  readonly account: string
  /** The order that the entry is about, if any. */
  readonly order: string | null
  /** The account's newest entry. */
  readonly head: Entry | null
  /** The newest entry about the order. */
  readonly previous: Entry | null
}

/** An entry, and the text that its hash covers: made once, hashed and stored. */
export interface SealedEntry {
  readonly entry: Entry
  readonly body: string
}

/** The later of the clock and the head's time: a stream's time never runs backwards. Milliseconds. */
export function entryTime(clock: number, head: Entry | null): number {
  return head === null ? clock : Math.max(clock, parseInstant(head.at))
}

/** The next entry of the stream: sequence, running state, commitments and hash. Pure. */
export function appendEntry(end: StreamEnd, draft: Draft, stamp: EntryStamp): SealedEntry {
  const { account, order, head, previous } = end
  const { confidential: values, idempotency_key = null, ...said } = draft
  const place = { id: stamp.id, sequence: (head?.sequence ?? 0) + 1, at: formatInstant(stamp.at), order }
  const confidential: Confidential = { salt: stamp.salt, ...carriedOver(previous), ...values }
  const change = { ...said, ...place }
  const state = evolve(head?.state ?? initialState, orderStateOf(previous), change)
  const hashed = {
    format: 1 as const,
    account,
    ...change,
    idempotency_key,
    state,
    commitments: commitTo(confidential),
    previous_hash: head?.hash ?? null,
  }
  const body = bodyOf(hashed)
  const waiting = state.order?.waiting_review ?? null
  const pending = {
    review: waiting?.sequence === place.sequence ? { level: waiting.level, due_by: waiting.due_by } : null,
    delivery: creditOf(change) !== null,
    feed: true,
  }
  return { entry: { ...hashed, hash: sha256(body), confidential, pending }, body }
}

/** The state of the order that its newest entry is about. */
export function orderStateOf(previous: Entry | null): OrderState | null {
  return previous?.state.order ?? null
}

function carriedOver(previous: Entry | null): ConfidentialValues {
  return {
    facts: null,
    order_facts: previous?.confidential?.order_facts ?? null,
    message: null,
    request_fingerprint: null,
    order_fingerprint: previous?.confidential?.order_fingerprint ?? null,
  }
}
