/** A small policy text that denies everything, with one case that expects what `expected` says. */
export function shopText(message: string, expected = 'deny'): string {
  return `# A small shop.
title: Refund policy
name: shop
money: { rounding: half_even }
refund_methods: [balance_credit]
subject: { order: order.id, account: account.id, charge: order.charge, currency: order.currency }
facts:
  order.id: { type: string }
  account.id: { type: string }
  order.charge: { type: decimal, from: order, optional: true }
  order.currency: { type: string, from: order, optional: true }
clauses:
  - { id: "1", title: General, text: Nothing is refunded. }
refunds: []
default:
  clause: "1"
  outcome: deny
  reason: not_refundable
  message: ${JSON.stringify(message)}
cases:
  - name: anything
    facts: {}
    expect: { outcome: ${expected} }
`
}
