import { completeFacts } from '../../src/policy/facts/complete-facts.ts'
import { readGivenFacts } from '../../src/policy/facts/read-facts.ts'
import type { Policy } from '../../src/policy/model/policy.ts'
import type { FactValues, Value } from '../../src/policy/model/value.ts'
import { parsePolicy } from '../../src/policy/parse/parse-policy.ts'

/** Parts of a policy document, as in YAML, that replace those of the shop's. */
export type PolicyParts = Readonly<Record<string, unknown>>

const optional = (type: string): PolicyParts => ({ type, optional: true })

/** A small shop whose every fact of interest may be unknown; it denies everything until it is given rules. */
const shop: PolicyParts = {
  name: 'shop',
  title: 'Shop',
  money: { rounding: 'half_even', scale: { USD: 5 } },
  refund_methods: ['balance_credit', 'voucher'],
  outcomes: { refill_first: 'deny' },
  actions: {
    note: {},
    tag_order: { parameters: { order: 'string', share: { type: 'number', cumulative: false }, urgent: 'boolean' } },
  },
  review: { levels: ['agent', 'manager'], level: 'agent', target: '24 h', due: '72 h' },
  subject: { order: 'order.id', account: 'account.id', charge: 'order.charge', currency: 'order.currency' },
  facts: {
    'order.id': { type: 'string' },
    'account.id': { type: 'string' },
    'order.charge': { type: 'decimal', from: 'order', optional: true },
    'order.currency': { type: 'string', from: 'order', optional: true },
    n: optional('decimal'),
    m: optional('decimal'),
    i: optional('integer'),
    a: optional('boolean'),
    b: optional('boolean'),
    text: optional('string'),
    size: { type: 'enum', values: ['small', 'large'], optional: true },
    at: optional('timestamp'),
    until: optional('timestamp'),
    day: optional('date'),
    late: { type: 'boolean', default: false },
  },
  clauses: [
    { id: '1', title: 'One', text: 'Text.' },
    { id: '2', title: 'Two', text: 'Text.' },
  ],
  refunds: [],
  default: { clause: '1', outcome: 'deny', reason: 'not_refundable', message: 'No.' },
}

/** The shop's policy as a document, with these parts replaced. */
export function shopDocument(parts: PolicyParts): PolicyParts & { readonly facts: PolicyParts } {
  const { facts, ...rest } = { ...shop, ...parts }
  return { ...rest, facts: { ...(facts as PolicyParts) } }
}

/** The shop's policy with these parts replaced; the text must be free of errors. */
export function shopPolicy(parts: PolicyParts = {}): Policy {
  const { policy, diagnostics } = parsePolicy(JSON.stringify({ ...shop, ...parts }))
  if (policy === null) throw new Error(JSON.stringify(diagnostics, null, 2))
  return policy
}

/** Facts as a request gives them, with ids and the declared defaults filled in; `history` comes from the journal. */
export function shopFacts(
  policy: Policy,
  given: Readonly<Record<string, unknown>>,
  history: readonly (readonly [string, Value])[] = [],
): FactValues {
  const { order, ...rest } = given
  const read = readGivenFacts(policy, {
    order: { id: 'o-1', ...(order as object | undefined) },
    account: { id: 'a-1' },
    ...rest,
  })
  const complete = completeFacts(policy, 'refunds', new Map([...read.facts, ...history]), 0)
  if (read.errors.length + complete.errors.length > 0) throw new Error(JSON.stringify([read.errors, complete.errors]))
  return complete.facts
}
