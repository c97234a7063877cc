import type { SaidIn } from '../../src/journal/entry.ts'
import type { EntryKind, EntryParts } from '../../src/journal/entry-kinds.ts'
import { untouched } from '../../src/journal/kinds/circumstances.ts'
import type { DisputeEffect } from '../../src/journal/kinds/dispute-effect.ts'
import type { DisputeNotice } from '../../src/journal/kinds/dispute-notice.ts'
import type { DisputeRuled } from '../../src/journal/kinds/dispute-ruling.ts'
import type { Refund } from '../../src/journal/kinds/refund.ts'
import type { AskedReview } from '../../src/journal/kinds/review-terms.ts'

/** What a test says of an entry in place of the sample's own values. */
export interface SampleWish<Name extends EntryKind> {
  readonly request?: Partial<EntryParts[Name]['request']>
  readonly result?: Partial<EntryParts[Name]['result']>
}

/** What an entry of one kind, or of one among several, says. */
export type SampleSaid<Name extends EntryKind = EntryKind> = { readonly [K in Name]: SaidIn<K> }[Name]

/** What an entry of the kind says, in its real form: the sample of the kind with the given values in it. */
export function sampleSaid<Name extends EntryKind>(kind: Name, wish: SampleWish<Name> = {}): SampleSaid<Name> {
  const sample: EntryParts[Name] = samples[kind]
  return {
    kind,
    request: { ...sample.request, ...wish.request },
    result: { ...sample.result, ...wish.result },
  }
}

/** A refund to an order that got nothing before: all that it is entitled to. */
export function sampleRefund(amount: string, currency = 'USD'): Refund {
  return { amount, entitled: amount, already_credited: '0', currency, method: 'balance', capped_from: null }
}

/** The terms of a review that a missing fact asks for. */
export const sampleReview: AskedReview = {
  joins: null,
  asks: true,
  held: false,
  level: 'support',
  proposed: null,
  currency: 'USD',
  method: null,
  missing_facts: ['order.remains'],
  target_by: '2026-03-02T12:00:00.000Z',
  due_by: '2026-03-04T12:00:00.000Z',
}

/** An effect of a dispute that changes nothing. */
export const noEffect: DisputeEffect = {
  open: 0,
  unclear: 0,
  charged_back: '0',
  ruled: null,
  ended: null,
  overlap: null,
}

/** What is known of a chargeback. */
export const sampleNotice: DisputeNotice = {
  key: 'dispute-1',
  provider_id: 'dispute-1',
  kind: 'chargeback',
  payment_reference: 'pay-1',
  amount: '25.00',
  currency: 'USD',
  opened_at: '2026-03-01T11:00:00.000Z',
  support_contacted_at: null,
  respond_by: null,
}

const sum = { amount: '0.25', currency: 'USD' }
const decided = {
  label: null,
  amounts: {},
  amounts_total: {},
  clause: { id: '2.b', title: 'Partial delivery' },
  rule: 'partial_delivery',
  actions: [],
  actions_given_before: [],
  counted: true,
}
const ruled: DisputeRuled = {
  outcome: 'none',
  rule: null,
  clause: null,
  reason_code: 'default',
  actions: [],
  actions_given_before: [],
  standing: 'good',
  effect: { ...noEffect, open: 1 },
}

const samples: { readonly [Name in EntryKind]: EntryParts[Name] } = {
  order_registered: { request: { currency: 'USD' }, result: { overlap: null } },
  charge_added: {
    request: { reference: 'payment-2', fact: 'order.charge', amount: '3.00', restated: ['order.quantity'] },
    result: { currency: 'USD', overlap: null },
  },
  credited_elsewhere: {
    request: { reference: 'tx-9', sum, method: 'card', taken_back: false },
    result: { counted: '0.25', overlap: null },
  },
  decision: {
    request: { claim: 'counted', currency: 'USD', circumstances: untouched, supersedes: null },
    result: {
      outcome: 'deny',
      reason_code: 'not_refundable',
      refund: null,
      review: null,
      overlap: null,
      ...decided,
    },
  },
  decision_reopened: {
    request: { supersedes: null, decision: { id: 'e-1', sequence: 1 } },
    result: { reason_code: 'reopened', rule: null, review: { ...sampleReview, held: true } },
  },
  review_extended: { request: { review: 'e-1' }, result: { due_by: '2026-03-09T12:00:00.000Z' } },
  review_escalated: { request: { review: 'e-1' }, result: { level: 'manager' } },
  review_resolved: {
    request: { review: 'e-1', asked_by: { id: 'e-1', sequence: 1 }, level: 'support' },
    result: {
      outcome: 'deny',
      reason_code: 'denied_by_reviewer',
      refund: null,
      denies: true,
      settled_overlap: null,
      ...decided,
    },
  },
  dispute_opened: { request: sampleNotice, result: ruled },
  dispute_amended: { request: { dispute: 'e-1', notice: sampleNotice, was_inquiry: false }, result: ruled },
  dispute_closed: {
    request: { dispute: 'e-1' },
    result: { outcome: 'won', stated: null, standing: 'good', effect: noEffect },
  },
  dispute_reopened: {
    request: { dispute: 'e-1', respond_by: null },
    result: { standing: 'good', effect: { ...noEffect, open: 1 } },
  },
  standing_lifted: { request: { from: 'suspended' }, result: { standing: 'good' } },
  credit_spent: { request: { reference: 'order-9' }, result: { debit: sum } },
  credit_delivered: { request: { decision: 'e-1', reference: 'tx-1' }, result: { delivery: sum } },
  credit_failed: { request: { decision: 'e-1', reference: 'the panel is down' }, result: { failed: sum } },
  credit_returned: {
    request: { decision: 'e-1', reference: 'tx-2', delivery: 'tx-1' },
    result: { returned: sum, method: 'card' },
  },
  adjustment: { request: { reference: null }, result: { adjustment: sum, overlap: null } },
  correction: { request: { corrected: ['order.charge'] }, result: { currency: 'USD', overlap: null } },
  erasure: { request: { requested_by: 'audit-1', up_to: 1 }, result: {} },
}
