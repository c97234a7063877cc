import { policyText, withFacts } from '../policy/parse/policy-text.ts'

/**
 * A policy whose dispute rules read the kind, a fact of its own and history: a first dispute suspends, the
 * next terminates, fraud bans; whoever asked support first, and an inquiry, change nothing.
 */
export const disputePolicy = policyText({
  head: `name: smm-panel
title: Sample
refund_methods: [balance]
actions:
  freeze: { parameters: { payment: string } }
  tell_bank: { per: decision, parameters: { kind: string } }
`,
  ...withFacts(`  dispute.kind: { type: enum, values: [inquiry, chargeback, arbitration], default: chargeback }
  dispute.payment_reference: { type: string }
  dispute.reason: { type: enum, values: [none, fraudulent, not_received], default: none }
  dispute.opened_at: { type: timestamp }
  dispute.support_contacted_at: { type: timestamp, optional: true }
  history.disputes: { type: integer, from: history, count: { entries: disputes, of: account } }
  history.standing: { type: enum, values: [good, warned, suspended, terminated, banned], from: history, state: standing }
`),
  derived:
    'derived: { contacted_first: "coalesce(dispute.support_contacted_at, dispute.opened_at) < dispute.opened_at" }\n',
  refunds: `refunds:
  - id: closed-orders
    when: { fact: order.status, operator: equal, value: closed }
    then: { outcome: approve, refund: order.charge, method: balance, message: Paid. }
    cases: [{ name: any, expect: { outcome: deny } }]
`,
  disputes: `disputes:
  - id: inquiry
    when: { fact: dispute.kind, operator: equal, value: inquiry }
    then: { outcome: none, reason: inquiry, message: The bank asks. }
  - id: fraud
    when: { fact: dispute.reason, operator: equal, value: fraudulent }
    then: { outcome: ban, reason: fraud, message: Banned. }
  - id: contacted
    when: { fact: contacted_first, operator: equal, value: true }
    then: { outcome: none, reason: contacted, message: Nothing changes. }
  - id: again
    when: { any: [{ fact: history.disputes, operator: greaterThan, value: 0 }, { fact: history.standing, operator: notEqual, value: good }] }
    then: { outcome: terminate, reason: again, message: Terminated. }
  - id: first
    then:
      outcome: suspend
      reason: first
      message: Suspended.
      actions: [{ freeze: { payment: dispute.payment_reference } }, { tell_bank: { kind: dispute.kind } }]
`,
  more: 'dispute_endings: { won: keep, lost: warned, withdrawn: restore }\n',
})

/** Facts of a request for an order of 25.00 USD that the policy pays in full. */
export function closedOrder(order: object = {}): object {
  return {
    account: { id: 'a-1' },
    order: { id: 'o-1', status: 'closed', charge: '25.00', currency: 'USD', ...order },
  }
}
