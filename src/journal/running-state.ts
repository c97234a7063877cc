import type { Entry, OrderState, RunningState, Standing } from './entry.ts'
import { addSum, creditOf, subtractSum, sumIn } from './entry-amounts.ts'
import { evolveOrder, initialOrderState } from './order-state.ts'
import { textIn } from './read-json.ts'
import { countEntry } from './running-counters.ts'

/** Before an account's first entry. */
export const initialState: RunningState = {
  balances: {},
  standing: 'good',
  counters: {
    claims: 0,
    denials: 0,
    approvals: 0,
    reviews: 0,
    decisions: 0,
    disputes: 0,
    credits: 0,
    credited: {},
    credited_automatically: {},
  },
  open_disputes: [],
  order: null,
}

/** An entry without what is computed from it. */
export type StateChange = Pick<Entry, 'kind' | 'id' | 'sequence' | 'at' | 'order' | 'request' | 'result'>

/**
 * The state after an entry, from the state before it and the newest state of its order (null for
 * the order's first entry). Reads only what the hash covers, so a fold over a stream whose personal
 * data was erased gives the same. Pure.
 */
export function evolve(before: RunningState, orderBefore: OrderState | null, change: StateChange): RunningState {
  const order = change.order === null ? null : evolveOrder(orderBefore ?? initialOrderState, change)
  return { ...evolveAccount(before, change), counters: countEntry(before.counters, change), order }
}

function evolveAccount(before: RunningState, change: StateChange): RunningState {
  switch (change.kind) {
    case 'decision':
    case 'review_resolved':
      return { ...before, balances: addSum(before.balances, creditOf(change)) }
    case 'dispute_opened':
      return { ...before, standing: standingIn(change) ?? before.standing, open_disputes: withDispute(before, change) }
    case 'dispute_closed':
      return { ...before, open_disputes: withoutDispute(before.open_disputes, change) }
    case 'standing_lifted':
      return { ...before, standing: standingIn(change) ?? before.standing }
    case 'credit_spent':
      return { ...before, balances: subtractSum(before.balances, sumIn(change, 'debit')) }
    case 'credit_delivered':
      return { ...before, balances: subtractSum(before.balances, sumIn(change, 'delivery')) }
    case 'adjustment':
      return { ...before, balances: addSum(before.balances, sumIn(change, 'adjustment')) }
    case 'order_registered':
    case 'review_extended':
    case 'review_escalated':
    case 'credit_failed':
    case 'correction':
    case 'erasure':
      return before
  }
}

function standingIn(change: StateChange): Standing | null {
  return textIn(change.result, 'standing') as Standing | null
}

function withDispute(before: RunningState, change: StateChange): readonly string[] {
  const reference = textIn(change.request, 'payment_reference')
  return reference === null ? before.open_disputes : [...before.open_disputes, reference]
}

/** The references of open disputes without the one that the entry closes. */
function withoutDispute(open: readonly string[], change: StateChange): readonly string[] {
  const reference = textIn(change.request, 'payment_reference')
  return open.filter((candidate) => candidate !== reference)
}
