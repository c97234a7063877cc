import type { Counters } from './entry.ts'
import { addSum, creditOf } from './entry-amounts.ts'
import type { StateChange } from './running-state.ts'

/** The cumulative counters after an entry. */
export function countEntry(before: Counters, change: StateChange): Counters {
  switch (change.kind) {
    case 'decision':
      return countDecision(before, change)
    case 'review_resolved':
      return countCredit(before, change)
    case 'dispute_opened':
      return { ...before, disputes: before.disputes + 1 }
    case 'order_registered':
    case 'review_extended':
    case 'review_escalated':
    case 'dispute_closed':
    case 'standing_lifted':
    case 'credit_spent':
    case 'credit_delivered':
    case 'credit_failed':
    case 'adjustment':
    case 'correction':
    case 'erasure':
      return before
  }
}

/** A claim counts once for each state of its order; a denial is a counted claim that was denied. */
function countDecision(before: Counters, change: StateChange): Counters {
  const { outcome } = change.result
  const claims = change.request['claim'] === 'counted' ? 1 : 0
  const after = countCredit(before, change)
  return {
    ...after,
    claims: before.claims + claims,
    denials: before.denials + (outcome === 'deny' ? claims : 0),
    approvals: before.approvals + (outcome === 'approve' ? 1 : 0),
    reviews: before.reviews + (outcome === 'review' ? 1 : 0),
    decisions: before.decisions + 1,
    credited_automatically: addSum(before.credited_automatically, creditOf(change)),
  }
}

function countCredit(before: Counters, change: StateChange): Counters {
  const credit = creditOf(change)
  if (credit === null) return before
  return { ...before, credits: before.credits + 1, credited: addSum(before.credited, credit) }
}
