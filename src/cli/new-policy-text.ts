/** What is asked of whoever begins a policy. */
export interface PolicyAnswers {
  readonly name: string
  readonly title: string
  readonly contact: string
  readonly timeZone: string
  /** Days after the delivery within which goods may be returned, from 1. */
  readonly days: number
  /** Percent of the price that goes back for used goods, 1 to 100. */
  readonly share: number
}

/** The text of a first policy, with cases that hold: returns within some days, used goods at a share, damaged ones in full. */
export function newPolicyText({ name, title, contact, timeZone, days, share }: PolicyAnswers): string {
  const after = (count: number): string => new Date(Date.UTC(2026, 0, 1 + count, 12)).toISOString()
  const facts = (rest: string): string =>
    `{ order: { paid: "100.00", currency: USD, delivered_at: "${after(0)}" }, ${rest} }`
  return `# ${title}. Change it, and try it: refund-policy test FILE
name: ${name}
title: ${JSON.stringify(title)}
contact: ${JSON.stringify(contact)}
languages: [en]
time_zone: ${timeZone}

money:
  rounding: half_even

refund_methods: [card]

# Which facts say what a request is about.
subject:
  order: order.id
  account: customer.id
  charge: order.paid
  currency: order.currency
  claim: claim.reason

# Numbers that customers read stand once; texts and rules follow them.
constants:
  return_days: { value: ${days}, unit: days }
  used_share: ${share}

clauses:
  - id: "1"
    title: Returns
    text: You can return what you bought within {return_days} of its delivery. Unused goods are refunded in full, used ones at {used_share} percent of the price.
  - id: "2"
    title: Damaged or wrong
    text: What arrives damaged, or is not what you ordered, is refunded in full.
  - id: "3"
    title: Later
    text: After that time nothing is refunded.

facts:
  order.id: { type: string }
  customer.id: { type: string, personal: true }
  order.paid: { type: decimal, from: order, minimum: 0 }
  order.currency: { type: string, from: order }
  order.delivered_at: { type: timestamp }
  item.used: { type: boolean, default: false }
  claim.reason: { type: enum, values: [none, changed_mind, damaged, wrong_item], default: none }

derived:
  days_since: days_between(order.delivered_at, now)

# The first rule that applies decides. Each has a case that it decides, and one that it just does not.
refunds:
  - id: damaged-or-wrong
    clause: "2"
    when: claim.reason in ['damaged', 'wrong_item']
    then:
      outcome: approve
      reason: damaged_or_wrong
      refund: order.paid
      message: "We are sorry. You get {refund} back."
    cases:
      - name: damaged, long after
        now: "${after(days + 10)}"
        facts: ${facts('claim: { reason: damaged }')}
        expect: { outcome: approve, rule: damaged-or-wrong, clause: "2", refund: "100.00" }
      - name: another reason
        now: "${after(days + 10)}"
        facts: ${facts('claim: { reason: changed_mind }')}
        expect: { outcome: deny, not_rule: damaged-or-wrong }

  - id: used
    clause: "1"
    when: item.used and days_since <= return_days
    then:
      outcome: approve
      reason: used
      refund: percent(order.paid, used_share)
      message: "You get {refund} back: {used_share} percent, as the goods were used."
    cases:
      - name: used, on the last day
        now: "${after(days)}"
        facts: ${facts('item: { used: true }')}
        expect: { outcome: approve, rule: used, refund: "${share}.00" }
      - name: used, a day late
        now: "${after(days + 1)}"
        facts: ${facts('item: { used: true }')}
        expect: { outcome: deny, not_rule: used }

  - id: unused
    clause: "1"
    when: days_since <= return_days
    then:
      outcome: approve
      reason: unused
      refund: order.paid
      message: "You get {refund} back."
    cases:
      - name: unused, on the last day
        now: "${after(days)}"
        facts: ${facts('item: { used: false }')}
        expect: { outcome: approve, rule: unused, refund: "100.00" }
      - name: unused, a day late
        now: "${after(days + 1)}"
        facts: ${facts('item: { used: false }')}
        expect: { outcome: deny, not_rule: unused, clause: "3" }

default:
  clause: "3"
  outcome: deny
  reason: too_late
  message: The time for a return is over.
`
}
