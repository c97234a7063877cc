import { canonicalJson } from '../fingerprint/canonical-json.ts'
import { commitTo, hashEntry } from './append-entry.ts'
import type { Entry, OrderState, RunningState } from './entry.ts'
import { creditOf } from './entry-amounts.ts'
import { textIn } from './read-json.ts'
import { decisionOfCredit } from './record-delivery.ts'
import { evolve, initialState } from './running-state.ts'

/** One thing that is wrong with a stream, and where. */
export interface ChainFault {
  readonly account: string
  readonly sequence: number
  readonly id: string | null
  readonly code: ChainFaultCode
  readonly message: string
}

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
  | 'entry_unreadable'
  | 'decision_differs'
  | 'policy_missing'
  | 'head_missing'
  | 'head_differs'

/** Walks one account's stream entry by entry, carrying what the next one has to follow from. */
export interface ChainWalk {
  /** Faults of the next entry, in the order of the stream. */
  next(entry: Entry): readonly ChainFault[]
  /** Faults that only the whole stream shows: what is pending, erasures. */
  end(): readonly ChainFault[]
}

/** Recomputes sequence, time, chain, commitments, hash, running state and pending of every entry of a stream. */
export function walkChain(account: string): ChainWalk {
  let previous: Entry | null = null
  const orders = new Map<string, OrderState>()
  const pendingReviews = new Map<number, Entry>()
  const undelivered = new Map<string, Entry>()
  const erased: Entry[] = []
  const erasures: Entry[] = []
  return {
    next: (entry) => {
      const faults = [
        ...linkFaults(account, previous, entry),
        ...contentFaults(entry),
        ...stateFaults(previous?.state ?? initialState, orders, entry),
        ...pendingFaults(entry),
      ]
      if (entry.order !== null && entry.state.order !== null) orders.set(entry.order, entry.state.order)
      if (entry.pending.review !== null) pendingReviews.set(entry.sequence, entry)
      noteDelivery(undelivered, entry)
      if (entry.confidential === null) erased.push(entry)
      if (entry.kind === 'erasure') erasures.push(entry)
      previous = entry
      return faults
    },
    end: () => [
      ...missingReviews(orders, pendingReviews, account),
      ...missingDeliveries(undelivered),
      ...uncoveredErasures(erased, erasures),
    ],
  }
}

function fault(entry: Entry, code: ChainFaultCode, message: string): ChainFault {
  return { account: entry.account, sequence: entry.sequence, id: entry.id, code, message }
}

function linkFaults(account: string, previous: Entry | null, entry: Entry): ChainFault[] {
  const faults: ChainFault[] = []
  const expected = (previous?.sequence ?? 0) + 1
  if (entry.account !== account) faults.push(fault(entry, 'chain_broken', `it belongs to the account ${entry.account}`))
  if (entry.sequence !== expected) {
    faults.push(fault(entry, 'sequence_gap', `sequence ${expected} was expected: an entry is missing or moved`))
  }
  if (entry.previous_hash !== (previous?.hash ?? null)) {
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
  if (entry.confidential !== null && canonicalJson(commitTo(entry.confidential)) !== canonicalJson(entry.commitments)) {
    faults.push(fault(entry, 'commitment_wrong', 'its facts or texts are not the ones it commits to'))
  }
  return faults
}

function stateFaults(before: RunningState, orders: ReadonlyMap<string, OrderState>, entry: Entry): ChainFault[] {
  const faults: ChainFault[] = []
  const orderBefore = entry.order === null ? null : (orders.get(entry.order) ?? null)
  const state = evolve(before, orderBefore, entry)
  if (canonicalJson(state) !== canonicalJson(entry.state)) {
    faults.push(
      fault(entry, 'state_wrong', 'its balances, standing, counters or order state do not follow from the stream'),
    )
  }
  for (const [currency, balance] of Object.entries(entry.state.balances)) {
    if (balance.startsWith('-')) faults.push(fault(entry, 'negative_balance', `the balance is ${balance} ${currency}`))
  }
  return faults
}

/** A review may stand in the queue only where the entry worded it; a delivery only where something was credited. */
function pendingFaults(entry: Entry): ChainFault[] {
  const faults: ChainFault[] = []
  const waiting = entry.state.order?.waiting_review ?? null
  const { review, delivery, feed } = entry.pending
  const isWorded = waiting !== null && waiting.sequence === entry.sequence
  if (review !== null && !(isWorded && review.level === waiting.level && review.due_by === waiting.due_by)) {
    faults.push(fault(entry, 'pending_wrong', 'it stands in the review queue otherwise than it says itself'))
  }
  if (delivery && creditOf(entry) === null) {
    faults.push(fault(entry, 'pending_wrong', 'it waits for a delivery but credited nothing'))
  }
  if (!feed) faults.push(fault(entry, 'pending_wrong', 'it is marked as passed on to a feed, but there is none'))
  return faults
}

/** A waiting review that no entry lists would never be seen by a person. */
function missingReviews(
  orders: ReadonlyMap<string, OrderState>,
  listed: ReadonlyMap<number, Entry>,
  account: string,
): ChainFault[] {
  return [...orders.values()].flatMap(({ waiting_review: waiting }) =>
    waiting === null || listed.has(waiting.sequence)
      ? []
      : [
          {
            account,
            sequence: waiting.sequence,
            id: waiting.decision_id,
            code: 'pending_wrong' as const,
            message: 'its review waits but does not stand in the queue',
          },
        ],
  )
}

/** Keeps the credits, by their decision, that no entry says were delivered. */
function noteDelivery(undelivered: Map<string, Entry>, entry: Entry): void {
  if (creditOf(entry) !== null) undelivered.set(decisionOfCredit(entry), entry)
  if (entry.kind === 'credit_delivered') undelivered.delete(textIn(entry.request, 'decision') ?? '')
}

function missingDeliveries(undelivered: ReadonlyMap<string, Entry>): ChainFault[] {
  return [...undelivered.values()]
    .filter(({ pending }) => !pending.delivery)
    .map((entry) => fault(entry, 'pending_wrong', 'its credit was not delivered but does not wait for that'))
}

function uncoveredErasures(erased: readonly Entry[], erasures: readonly Entry[]): ChainFault[] {
  const covered = new Set(erasures.flatMap((entry) => sequencesOf(entry.request['erased'])))
  return erased
    .filter((entry) => !covered.has(entry.sequence))
    .map((entry) => fault(entry, 'erased_without_erasure', 'its facts are gone, but no erasure entry covers it'))
}

function sequencesOf(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.filter((sequence) => typeof sequence === 'number') : []
}
