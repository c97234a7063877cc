import { policyText } from '../policy/parse/policy-text.ts'

/**
 * A shop that takes parcels back: it owes what the request says is due, shared into net and tax, at most the charge
 * and the return postage; whom it suspects a person decides about, above 50 a manager.
 */
export const returnsPolicy = policyText({
  head: `name: smm-panel
title: Returns
refund_methods: [card, balance]
money: { rounding: half_up }
actions:
  take_points: { parameters: { points: { type: number, cumulative: true, scale: 0 } } }
  notify: { per: decision, parameters: { text: string } }
  book: { parameters: { amount: { type: money, cumulative: false }, tax: { type: money, cumulative: false } } }
  hold_parcel: { parameters: {} }
`,
  subject: `subject:
  order: order.id
  account: account.id
  part: parcel
  charge: order.charge
  currency: order.currency
  cap: order.charge + order.postage
  claim: claim.reason
`,
  facts: `facts:
  order.id: { type: string }
  account.id: { type: string }
  parcel: { type: string, optional: true }
  order.charge: { type: decimal, from: order, optional: true }
  order.postage: { type: decimal, from: order, default: "0" }
  order.currency: { type: string, from: order, default: EUR }
  order.status: { type: enum, values: [open, closed] }
  order.due: { type: decimal, default: "0" }
  order.points: { type: decimal, default: "0" }
  account.suspected: { type: boolean, default: false }
  claim.reason: { type: enum, values: [none, broken, late], default: none }
  history.approved: { type: integer, from: history, count: { entries: approvals, of: account, where: { rule: suspected } } }
  history.claims: { type: integer, from: history, count: { entries: claims, of: account } }
  history.denied: { type: integer, from: history, count: { entries: denials, of: account } }
`,
  clauses: `clauses:
  - { id: "1", title: Suspicion }
  - { id: "2", title: Returns }
`,
  refunds: `refunds:
  - id: suspected
    clause: "1"
    when: { fact: account.suspected, operator: equal, value: true }
    then:
      outcome: look_first
      reason: suspected
      refund: order.due
      method: card
      amounts: { net: order.due * 0.8, tax: order.due * 0.2 }
      split: [net, tax]
      actions: [{ take_points: { points: order.points } }, { book: { amount: refund, tax: tax } }]
      review: { actions: [{ hold_parcel: {} }] }
      message: We look first.
    cases: [{ name: any, expect: { outcome: deny } }]
  - id: returned
    clause: "2"
    when: { fact: order.status, operator: equal, value: closed }
    then:
      outcome: approve
      reason: returned
      refund: order.due
      method: card
      amounts: { net: order.due * 0.8, tax: order.due * 0.2 }
      split: [net, tax]
      actions:
        - take_points: { points: order.points }
        - notify: { text: "'paid'" }
        - book: { amount: refund, tax: tax }
      message: "{refund} of which {tax} tax"
    cases: [{ name: any, expect: { outcome: deny } }]
`,
  default: `default: { outcome: deny, reason: no_rule, message: "{history.approved} {history.claims} {history.denied}" }\n`,
  more: `outcomes: { look_first: review }
review: { levels: [clerk, manager, owner], level: "if(refund > 50, 'manager', 'clerk')", target: 24 h, due: 72 h }
`,
})

/** Facts of a request for o-1 of 100.00 EUR; what is given is merged over it. */
export function returned(
  order: object = {},
  more: { readonly account?: object; readonly claim?: object; readonly parcel?: string } = {},
): object {
  const { account, claim, parcel } = more
  return {
    order: { id: 'o-1', status: 'closed', charge: '100.00', due: '40.00', ...order },
    account: { id: 'a-1', ...account },
    ...(claim === undefined ? {} : { claim }),
    ...(parcel === undefined ? {} : { parcel }),
  }
}
