import { sumDecimals } from '../money/sum-decimals.ts'
import type { OrderState, WaitingReview } from './entry.ts'
import { creditOf } from './entry-amounts.ts'
import { objectIn, textIn } from './read-json.ts'
import type { StateChange } from './running-state.ts'

/** Before an order's first entry. */
export const initialOrderState: OrderState = {
  currency: null,
  credited: '0',
  open_disputes: [],
  charged_back: false,
  waiting_review: null,
  last_decision: null,
  denied_by_person: null,
}

/** The order's state after an entry about it. */
export function evolveOrder(before: OrderState, change: StateChange): OrderState {
  switch (change.kind) {
    case 'order_registered':
      return { ...before, currency: before.currency ?? textIn(change.request, 'currency') }
    case 'decision':
      return afterDecision(before, change)
    case 'review_extended':
    case 'review_escalated':
      return { ...before, waiting_review: rewordReview(before.waiting_review, change) }
    case 'review_resolved':
      return afterResolution(before, change)
    case 'dispute_opened':
      return { ...before, open_disputes: [...before.open_disputes, textIn(change.request, 'payment_reference') ?? ''] }
    case 'dispute_closed':
      return afterDispute(before, change)
    case 'correction':
      return { ...before, currency: textIn(change.result, 'currency') ?? before.currency }
    case 'standing_lifted':
    case 'credit_spent':
    case 'credit_delivered':
    case 'credit_failed':
    case 'adjustment':
    case 'erasure':
      return before
  }
}

function afterDecision(before: OrderState, change: StateChange): OrderState {
  return {
    ...withCredit(before, change),
    currency: before.currency ?? textIn(change.request, 'currency'),
    waiting_review: continued(before.waiting_review, reviewAskedBy(change)),
    last_decision: { id: change.id, sequence: change.sequence },
  }
}

function afterResolution(before: OrderState, change: StateChange): OrderState {
  const isDenied = change.result['outcome'] === 'deny'
  return {
    ...withCredit(before, change),
    waiting_review: null,
    denied_by_person: isDenied ? before.last_decision : null,
  }
}

/** A lost dispute has paid the whole charge back; credit given before goes to a person. */
function afterDispute(before: OrderState, change: StateChange): OrderState {
  const reference = textIn(change.request, 'payment_reference')
  return {
    ...before,
    open_disputes: before.open_disputes.filter((open) => open !== reference),
    charged_back: before.charged_back || change.result['outcome'] === 'lost',
    waiting_review: reviewAskedBy(change) ?? before.waiting_review,
  }
}

function withCredit(before: OrderState, change: StateChange): OrderState {
  const credit = creditOf(change)
  if (credit === null) return before
  return { ...before, credited: sumDecimals([before.credited, credit.amount]) }
}

function reviewAskedBy(change: StateChange): WaitingReview | null {
  const review = objectIn(change.result, 'review')
  if (review === null) return null
  return {
    decision_id: change.id,
    sequence: change.sequence,
    reason_code: textIn(change.result, 'reason_code') ?? '',
    rule: textIn(change.result, 'rule'),
    level: textIn(review, 'level') ?? '',
    target_by: textIn(review, 'target_by') ?? '',
    due_by: textIn(review, 'due_by') ?? '',
    escalated_at: null,
  }
}

/** A review that goes on, with its old times, under a newer decision was escalated when it was. */
function continued(before: WaitingReview | null, asked: WaitingReview | null): WaitingReview | null {
  if (before === null || asked === null || before.due_by !== asked.due_by) return asked
  return { ...asked, escalated_at: before.escalated_at }
}

function rewordReview(before: WaitingReview | null, change: StateChange): WaitingReview | null {
  if (before === null) return null
  return {
    ...before,
    sequence: change.sequence,
    level: textIn(change.result, 'level') ?? before.level,
    target_by: textIn(change.result, 'target_by') ?? before.target_by,
    due_by: textIn(change.result, 'due_by') ?? before.due_by,
    escalated_at: change.kind === 'review_escalated' ? change.at : before.escalated_at,
  }
}
