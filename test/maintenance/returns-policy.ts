/** What a customer sends back. */
export interface Returned {
  readonly order: string
  readonly account: string
  readonly days: number
  readonly charge: string
  readonly currency: string
}

/** Nine tenths of the charge are given back up to so many days after the purchase. */
export function returnsPolicy(days: number): string {
  return `name: returns
title: Returns
refund_methods: [balance_credit]
constants:
  return_days: { value: ${days}, unit: days, description: How long goods may be returned. }
subject:
  order: order.id
  account: account.id
  charge: order.charge
  currency: order.currency
clauses:
  - { id: "1", title: In time, text: "What is returned within {return_days} is paid back but for a tenth." }
  - { id: "2", title: Too late, text: Nothing else is paid back. }
facts:
  order.id: { type: string }
  account.id: { type: string }
  order.days: { type: integer }
  order.charge: { type: decimal, from: order }
  order.currency: { type: string, from: order }
refunds:
  - id: in-time
    clause: "1"
    when: order.days <= return_days
    then:
      outcome: approve
      reason: in_time
      refund: percent(order.charge, 90)
      method: balance_credit
      message: "You get {refund} {currency}."
default: { clause: "2", outcome: deny, reason: not_refundable, message: Nothing is due. }
`
}

/** The facts of a request. */
export function returnFacts({ order, account, days, charge, currency }: Returned): object {
  return { order: { id: order, days, charge, currency }, account: { id: account } }
}
