import { readFileSync } from 'node:fs'

/** A small policy in sections, so that a test can say only what it is about. */
const sections = {
  head: 'name: sample\ntitle: Sample\nrefund_methods: [balance]\n',
  subject: 'subject: { order: order.id, account: account.id, charge: order.charge, currency: order.currency }\n',
  facts: `facts:
  order.id: { type: string }
  account.id: { type: string }
  order.charge: { type: decimal, from: order }
  order.currency: { type: string, from: order }
  order.status: { type: enum, values: [open, closed] }
  order.remains: { type: integer, optional: true }
  order.at: { type: timestamp, optional: true }
  order.day: { type: date, optional: true }
  flag: { type: boolean, default: false }
`,
  derived: '',
  tables: '',
  conditions: '',
  clauses: 'clauses: [{ id: 1, title: Rule, informational: true }]\n',
  refunds: 'refunds: []\n',
  default:
    'default: { outcome: deny, reason: no_rule, message: "{order.status} {order.remains} {order.at} {order.day} {flag}" }\n',
  disputes: '',
  cases: '',
  more: '',
}

export function policyText(changes: Partial<typeof sections> = {}): string {
  return Object.values({ ...sections, ...changes }).join('')
}

/** The facts of the sample with more below them. */
export function withFacts(more: string): { readonly facts: string } {
  return { facts: `${sections.facts}${more}` }
}

/** One refund rule with this `when` (flow style). */
export function ruleWhen(when: string): { readonly refunds: string } {
  return {
    refunds: `refunds:\n  - id: first\n    when: ${when}\n    then: { outcome: deny }\n    cases: [{ name: any, expect: { outcome: deny } }]\n`,
  }
}

/** One refund rule with this `then` (flow style). */
export function ruleThen(then: string): { readonly refunds: string } {
  return {
    refunds: `refunds:\n  - id: first\n    when: { fact: flag, operator: equal, value: true }\n    then: ${then}\n    cases: [{ name: any, expect: { outcome: deny } }]\n`,
  }
}

export function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/${name}.yaml`, import.meta.url), 'utf8')
}
