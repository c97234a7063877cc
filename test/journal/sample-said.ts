import type { SaidIn } from '../../src/journal/entry.ts'
import type { EntryKind, EntryParts } from '../../src/journal/entry-kinds.ts'
import { untouched } from '../../src/journal/kinds/circumstances.ts'
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
  return { amount, entitled: amount, already_credited: '0', currency, method: 'balance' }
}

/** The terms of a review that a missing fact asks for. */
export const sampleReview: AskedReview = {
  level: 'support',
  proposed: null,
  currency: 'USD',
  method: null,
  missing_facts: ['order.remains'],
  target_by: '2026-03-02T12:00:00.000Z',
  due_by: '2026-03-04T12:00:00.000Z',
}

const sum = { amount: '0.25', currency: 'USD' }

const samples: { readonly [Name in EntryKind]: EntryParts[Name] } = {
  order_registered: { request: { currency: 'USD' }, result: { ignored_facts: [] } },
  decision: {
    request: { claim: 'counted', currency: 'USD', circumstances: untouched, supersedes: null },
    result: {
      outcome: 'deny',
      label: null,
      reason_code: 'not_refundable',
      refund: null,
      amounts: {},
      clause: { id: '2.b', title: 'Partial delivery' },
      rule: 'partial_delivery',
      actions: [],
      review: null,
      ignored_facts: [],
    },
  },
  review_extended: { request: { review: 'e-1' }, result: { due_by: '2026-03-09T12:00:00.000Z' } },
  review_escalated: { request: { review: 'e-1' }, result: { level: 'manager' } },
  review_resolved: {
    request: { review: 'e-1' },
    result: { outcome: 'deny', reason_code: 'denied_by_reviewer', refund: null },
  },
  dispute_opened: {
    request: {
      payment_reference: 'pay-1',
      amount: '25.00',
      currency: 'USD',
      opened_at: '2026-03-01T11:00:00.000Z',
      support_contacted_at: null,
    },
    result: { outcome: 'none', rule: null, clause: null, reason_code: 'default', actions: [], standing: 'good' },
  },
  dispute_closed: {
    request: { payment_reference: 'pay-1', dispute: 'e-1' },
    result: { outcome: 'won', reason_code: null, rule: null, review: null },
  },
  standing_lifted: { request: { from: 'suspended' }, result: { standing: 'good' } },
  credit_spent: { request: { reference: 'order-9' }, result: { debit: sum } },
  credit_delivered: { request: { decision: 'e-1', reference: 'tx-1' }, result: { delivery: sum } },
  credit_failed: { request: { decision: 'e-1', reference: 'the panel is down' }, result: { failed: sum } },
  adjustment: { request: { reference: null }, result: { adjustment: sum } },
  correction: { request: { corrected: ['order.charge'] }, result: { currency: 'USD' } },
  erasure: { request: { erased: [1] }, result: {} },
}
