import { commit, fingerprint } from '../fingerprint/fingerprint.ts'
import { formatInstant, parseInstant } from '../time/instant.ts'
import type { Confidential, ConfidentialValues, Entry, OrderState } from './entry.ts'
import { creditOf } from './entry-amounts.ts'
import { evolve, initialState } from './running-state.ts'

/** What an author wants to say; the rest of the entry follows from the stream. */
export type EntryDraft = Pick<
  Entry,
  'account' | 'kind' | 'order' | 'author' | 'policy' | 'idempotency_key' | 'request' | 'result'
> & {
  readonly confidential: ConfidentialValues
}

/** What is drawn outside, so that this stays pure. */
export interface EntryStamp {
  readonly id: string
  readonly at: number
  /** 32 random hexadecimal digits. */
  readonly salt: string
}

/** The stream as the author saw it: its newest entry and the newest state of the draft's order. */
export interface StreamPoint {
  readonly head: Entry | null
  readonly order: OrderState | null
}

/** The later of the clock and the head's time: a stream's time never runs backwards. Milliseconds. */
export function entryTime(clock: number, head: Entry | null): number {
  return head === null ? clock : Math.max(clock, parseInstant(head.at))
}

/** The next entry of the stream: sequence, running state, commitments and hash. Pure. */
export function appendEntry(point: StreamPoint, draft: EntryDraft, stamp: EntryStamp): Entry {
  const sequence = (point.head?.sequence ?? 0) + 1
  const { confidential: values, ...said } = draft
  const confidential: Confidential = { salt: stamp.salt, ...values }
  const state = evolve(point.head?.state ?? initialState, point.order, {
    ...said,
    id: stamp.id,
    sequence,
    at: formatInstant(stamp.at),
  })
  const waiting = state.order?.waiting_review ?? null
  const hashed: HashedPart = {
    format: 1,
    ...said,
    sequence,
    id: stamp.id,
    at: formatInstant(stamp.at),
    state,
    commitments: commitTo(confidential),
    previous_hash: point.head?.hash ?? null,
  }
  return {
    ...hashed,
    hash: hashEntry(hashed),
    confidential,
    pending: {
      review: waiting?.sequence === sequence ? { level: waiting.level, due_by: waiting.due_by } : null,
      delivery: creditOf(draft) !== null,
      feed: true,
    },
  }
}

export type HashedPart = Omit<Entry, 'hash' | 'confidential' | 'pending'>

/** SHA-256 over the RFC 8785 text of everything but the hash itself, what can be erased and what is pending. */
export function hashEntry(part: HashedPart): string {
  const { format, account, sequence, id, kind, at, order, author, policy, idempotency_key } = part
  const { request, result, state, commitments, previous_hash } = part
  return fingerprint({
    format,
    account,
    sequence,
    id,
    kind,
    at,
    order,
    author,
    policy,
    idempotency_key,
    request,
    result,
    state,
    commitments,
    previous_hash,
  })
}

/** Commitments to every erasable value, null where there is none. */
export function commitTo(confidential: Confidential): Entry['commitments'] {
  const commitment = (part: string, value: unknown): string | null =>
    value === null ? null : commit(confidential.salt, [part, value])
  return {
    facts: commitment('facts', confidential.facts),
    order_facts: commitment('order_facts', confidential.order_facts),
    message: commitment('message', confidential.message),
    request_fingerprint: commitment('request_fingerprint', confidential.request_fingerprint),
    order_state: commitment('order_state', confidential.order_state),
  }
}
