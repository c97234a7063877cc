import { canonicalJson } from '../fingerprint/canonical-json.ts'
import { reviewsOf } from './append-entry.ts'
import { deadlineOf } from './dispute-entries.ts'
import type { Entry } from './entry.ts'
import { decisionOfCredit, evolve, undeliveredBy } from './evolve.ts'
import { KnownOrders } from './known-orders.ts'
import { initialState, type RunningState, type WaitingReview } from './model/state.ts'
import { hashEntry } from './seal.ts'
import { noteDeadlines } from './verify-deadlines.ts'
import { type ErasureLog, keepsItsCommitments, noErasures, noteErasures } from './verify-erasures.ts'

/** One thing that is wrong with a stream, and where. */
export interface ChainFault {
  readonly account: string
  readonly sequence: number
  readonly id: string | null
  readonly code: ChainFaultCode
  readonly message: string
}

/** Everything that can be wrong with a stream. */
export type ChainFaultCode =
  | 'sequence_gap'
  | 'chain_broken'
  | 'hash_wrong'
  | 'commitment_wrong'
  | 'time_backwards'
  | 'state_wrong'
  | 'negative_balance'
  | 'pending_wrong'
  | 'erased_without_erasure'
  | 'erasure_unlogged'
  | 'entry_unreadable'
  | 'key_used_twice'
  | 'decision_differs'
  | 'policy_missing'
  | 'circumstances_differ'
  | 'history_differs'
  | 'binding_wrong'

/** Walks one account's stream entry by entry, carrying what the next one has to follow from. */
export interface ChainWalk {
  /** Faults of the next entry, in the order of the stream. */
  next(entry: Entry): readonly ChainFault[]
  /** Goes on after an entry that cannot be read: what depends on it is not checked any more. */
  unreadable(sequence: number, message: string): ChainFault
  /** Faults that only the whole stream shows: what is pending, erasures. */
  end(): readonly ChainFault[]
}

/**
 * Recomputes sequence, time, chain, commitments, hash, running state and pending of every entry of a
 * stream, and sees that no two have one idempotency key. Whether the feed has what does not wait for a number, only the feed can tell.
 */
export function walkChain(account: string, log: ErasureLog = noErasures): ChainWalk {
  let before: Before = { sequence: 0, entry: null, isLost: false }
  const orders = new KnownOrders()
  const lose = (sequence: number): void => {
    // A damaged number may be anything: what follows counts from 1 on all the same.
    before = { sequence: Math.max(sequence, 0), entry: null, isLost: true }
    orders.clear()
  }
  const pendingReviews = new Map<number, Entry>()
  const undelivered = new Map<string, Entry>()
  const deadlines = noteDeadlines()
  const keys = new Map<string, number>()
  const erasures = noteErasures(log)
  const note = (entry: Entry): ChainFault[] => {
    orders.note(entry)
    if (entry.pending.review !== null) pendingReviews.set(entry.sequence, entry)
    noteDelivery(undelivered, entry)
    deadlines.note(entry)
    erasures.note(entry)
    before = { sequence: entry.sequence, entry, isLost: before.isLost }
    return []
  }
  return {
    next: (entry) => {
      const checks = [
        () => linkFaults(account, before, entry),
        () => contentFaults(entry),
        () => stateFaults(before, orders, entry),
        () => pendingFaults(entry),
        () => keyFaults(keys, entry),
        () => note(entry),
      ]
      const { faults, isEntry } = untilRefused(checks, entry)
      if (!isEntry) lose(entry.sequence)
      return faults
    },
    unreadable: (sequence, message) => {
      lose(sequence)
      return { account, sequence, id: null, code: 'entry_unreadable', message }
    },
    end: () => [
      ...missingReviews(orders.waiting(), pendingReviews, account),
      ...missingDeliveries(undelivered),
      ...deadlines.missing().map((entry) => fault(entry, 'pending_wrong', noDeadline)),
      ...erasures.faults().map(({ entry, code, message }) => fault(entry, code, message)),
    ],
  }
}

/** What an entry follows. */
interface Before {
  readonly sequence: number
  /** Null before the first entry, and where it could not be read. */
  readonly entry: Entry | null
  /** Whether any entry before could not be read. */
  readonly isLost: boolean
}

/** Faults of the checks, up to one that meets what no entry holds: whoever tampers need not keep its form. */
function untilRefused(
  checks: readonly (() => ChainFault[])[],
  entry: Entry,
): { readonly faults: readonly ChainFault[]; readonly isEntry: boolean } {
  const faults: ChainFault[] = []
  for (const check of checks) {
    try {
      faults.push(...check())
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      faults.push(fault(entry, 'entry_unreadable', `it does not hold what an entry holds: ${why}`))
      return { faults, isEntry: false }
    }
  }
  return { faults, isEntry: true }
}

function fault(entry: Entry, code: ChainFaultCode, message: string): ChainFault {
  return { account: entry.account, sequence: entry.sequence, id: entry.id, code, message }
}

function linkFaults(account: string, before: Before, entry: Entry): ChainFault[] {
  const faults: ChainFault[] = []
  const previous = before.entry
  const expected = before.sequence + 1
  if (entry.account !== account) faults.push(fault(entry, 'chain_broken', `it belongs to the account ${entry.account}`))
  if (entry.sequence !== expected) {
    faults.push(fault(entry, 'sequence_gap', `sequence ${expected} was expected: an entry is missing or moved`))
  }
  const isUnknown = previous === null && before.isLost
  if (!isUnknown && entry.previous_hash !== (previous?.hash ?? null)) {
    faults.push(fault(entry, 'chain_broken', 'it does not name the hash of the entry before it'))
  }
  if (previous !== null && entry.at < previous.at) {
    faults.push(
      fault(entry, 'time_backwards', `its time ${entry.at} is before that of the entry before it, ${previous.at}`),
    )
  }
  return faults
}

function contentFaults(entry: Entry): ChainFault[] {
  const faults: ChainFault[] = []
  if (hashEntry(entry) !== entry.hash) faults.push(fault(entry, 'hash_wrong', 'its content does not have its hash'))
  if (!keepsItsCommitments(entry)) {
    faults.push(fault(entry, 'commitment_wrong', 'its facts or texts are not the ones it commits to'))
  }
  return faults
}

function stateFaults(before: Before, orders: KnownOrders, entry: Entry): ChainFault[] {
  const faults: ChainFault[] = []
  if (!followsFrom(before, orders, entry)) {
    faults.push(
      fault(entry, 'state_wrong', 'its balances, standing, counters or order state do not follow from the stream'),
    )
  }
  for (const [currency, balance] of Object.entries(entry.state.balances)) {
    if (balance.startsWith('-')) faults.push(fault(entry, 'negative_balance', `the balance is ${balance} ${currency}`))
  }
  return faults
}

/** Whether the entry's state is what a fold over the stream gives, as far as all before it could be read. */
function followsFrom(before: Before, orders: KnownOrders, entry: Entry): boolean {
  if (before.entry === null && before.isLost) return true
  const orderBefore = orders.before(entry)
  const state = evolve(before.entry?.state ?? initialState, orderBefore, entry)
  const isOrderUnknown = before.isLost && orderBefore.order === null
  const compared: RunningState = isOrderUnknown ? { ...entry.state, order: state.order } : entry.state
  return canonicalJson(state) === canonicalJson(compared)
}

/** Two entries under one key: one request was answered, and perhaps paid, twice. */
function keyFaults(keys: Map<string, number>, entry: Entry): ChainFault[] {
  const { idempotency_key: key, sequence } = entry
  if (key === null) return []
  const first = keys.get(key)
  if (first === undefined) keys.set(key, sequence)
  return first === undefined ? [] : [fault(entry, 'key_used_twice', `entry ${first} has the same idempotency key`)]
}

const noDeadline = 'its dispute has to be answered but does not stand in the queue'

/** A review may stand in the queue only where the entry worded it, a deadline where it set it; a delivery only where something was credited. */
function pendingFaults(entry: Entry): ChainFault[] {
  const faults: ChainFault[] = []
  const { review, delivery, response } = entry.pending
  const worded = reviewsOf(entry.state.order).find(({ sequence }) => sequence === entry.sequence)
  if (review !== null && (review.level !== worded?.level || review.due_by !== worded.due_by)) {
    faults.push(fault(entry, 'pending_wrong', 'it stands in the review queue otherwise than it says itself'))
  }
  if (delivery && undeliveredBy(entry) === null) {
    faults.push(fault(entry, 'pending_wrong', 'it waits for a delivery but credited nothing'))
  }
  if (response !== null && response !== deadlineOf(entry)) {
    faults.push(
      fault(entry, 'pending_wrong', 'its dispute stands in the queue with another deadline than it says itself'),
    )
  }
  return faults
}

/** A waiting review that no entry lists would never be seen by a person. */
function missingReviews(
  waiting: readonly WaitingReview[],
  listed: ReadonlyMap<number, Entry>,
  account: string,
): ChainFault[] {
  return waiting.flatMap(({ sequence, id }) =>
    listed.has(sequence)
      ? []
      : [
          {
            account,
            sequence,
            id,
            code: 'pending_wrong' as const,
            message: 'its review waits but does not stand in the queue',
          },
        ],
  )
}

/** Keeps the credits, by their decision, that no entry says were delivered. */
function noteDelivery(undelivered: Map<string, Entry>, entry: Entry): void {
  if (undeliveredBy(entry) !== null) undelivered.set(decisionOfCredit(entry), entry)
  if (entry.kind === 'credit_delivered') undelivered.delete(entry.request.decision)
}

function missingDeliveries(undelivered: ReadonlyMap<string, Entry>): ChainFault[] {
  return [...undelivered.values()]
    .filter(({ pending }) => !pending.delivery)
    .map((entry) => fault(entry, 'pending_wrong', 'its credit was not delivered but does not wait for that'))
}
