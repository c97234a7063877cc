import type { Json } from '../fingerprint/canonical-json.ts'

/** What happened, by the thing it happened to; a type never changes its meaning. */
export const eventTypes = [
  'order.registered',
  'order.charged',
  'order.corrected',
  'order.credited_elsewhere',
  'order.credit_taken_back',
  'decision.approved',
  'decision.denied',
  'decision.review',
  'decision.reopened',
  'review.extended',
  'review.escalated',
  'review.resolved',
  'dispute.opened',
  'dispute.amended',
  'dispute.closed',
  'dispute.reopened',
  'account.standing_lifted',
  'account.erased',
  'balance.adjusted',
  'credit.spent',
  'credit.delivered',
  'credit.failed',
  'credit.returned',
  'policy.published',
  'policy.retired',
  'policy.release_changed',
  'draft.created',
  'draft.edited',
  'draft.commented',
  'draft.approved',
  'draft.approval_withdrawn',
  'draft.scheduled',
  'draft.unscheduled',
  'draft.refused',
  'draft.published',
  'draft.discarded',
  'approvals.paused',
  'approvals.resumed',
  'erasure.requested',
  'erasure.completed',
  'retention.applied',
  'entries.archived',
  'entries.restored',
  'store.verified',
  'api_key.created',
  'api_key.rotated',
  'api_key.revoked',
] as const
export type EventType = (typeof eventTypes)[number]

/** Ids, names, outcomes and amounts; never a fact, a message, a note, or the parameter of an action. JSON names. */
export type EventData = { readonly [name: string]: Json }

/** One thing that happened, as it is told; the envelope is the same wherever it is told. JSON names. */
export interface Event {
  /** Its place in the one order over everything, from 1, without gaps. */
  readonly number: number
  /** Of the entry that it tells of. */
  readonly id: string
  readonly type: EventType
  /** UTC ISO 8601, of the clock that decided. */
  readonly at: string
  /** Null for what is about no account. */
  readonly account: string | null
  readonly order: string | null
  /** What of the order; null for the whole. */
  readonly part: string | null
  /** Name of the policy that the order belongs to, or that decided. */
  readonly policy: string | null
  readonly data: EventData
}

/** What a table says of an entry: the rest of the envelope is the same for all. */
export type Told = Pick<Event, 'type' | 'data'>
