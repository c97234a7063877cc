import type { Policy } from '../../../src/policy/model/policy.ts'
import { parsePolicy } from '../../../src/policy/parse/parse-policy.ts'

/** What differs from a sound policy of a shop: rules one line each, in flow style. */
export interface ShopParts {
  readonly rules: readonly string[]
  readonly facts?: readonly string[]
  readonly derived?: readonly string[]
  readonly tables?: readonly string[]
  readonly subject?: string
}

/** A policy text of these rules. */
export function shopText({ rules, facts = [], derived = [], tables = [], subject = '' }: ShopParts): string {
  return `name: shop
title: Refunds
languages: [en]
time_zone: UTC
money: { rounding: half_even }
refund_methods: [card]
subject: { order: order.id, account: customer.id, charge: order.paid, currency: order.currency, claim: claim.reason${subject} }
clauses:
  - { id: "1", title: Rules, text: These are the rules. }
facts:
  order.id: { type: string }
  customer.id: { type: string }
  order.paid: { type: decimal, from: order, minimum: 0 }
  order.currency: { type: string, from: order }
  order.kind: { type: enum, values: [book, food, game] }
  order.days: { type: integer, minimum: 0 }
  order.opened: { type: boolean, default: false }
  order.weight: { type: decimal, optional: true, minimum: 0 }
  claim.reason: { type: enum, values: [none, broken, late, other], default: none }
${facts.map((fact) => `  ${fact}\n`).join('')}${section('derived', derived)}${section('tables', tables)}refunds:
${rules.map((rule) => `  - ${rule}\n`).join('')}default: { clause: "1", outcome: deny, reason: not_refundable, message: No. }
`
}

function section(name: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${name}:\n${lines.map((line) => `  ${line}\n`).join('')}`
}

/** A rule that pays by a formula. */
export function pays(id: string, when: string, refund: string): string {
  return `{ id: ${id}, clause: "1", when: ${JSON.stringify(when)}, then: { outcome: approve, reason: ${reason(id)}, refund: ${JSON.stringify(refund)}, message: Yes. } }`
}

/** A rule that pays everything, and names an amount. */
export function naming(id: string, when: string, amount: string): string {
  return `{ id: ${id}, clause: "1", when: ${JSON.stringify(when)}, then: { outcome: approve, reason: ${reason(id)}, refund: order.paid, amounts: { named: ${JSON.stringify(amount)} }, message: Yes. } }`
}

/** A rule that pays nothing. */
export function denies(id: string, when: string): string {
  return `{ id: ${id}, clause: "1", when: ${JSON.stringify(when)}, then: { outcome: deny, reason: ${reason(id)}, message: No. } }`
}

function reason(id: string): string {
  return id.replaceAll('-', '_')
}

/** The policy of a text that must be without fault. */
export function policyOf(text: string): Policy {
  const { policy, diagnostics } = parsePolicy(text)
  if (policy === null) throw new Error(diagnostics.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  return policy
}
