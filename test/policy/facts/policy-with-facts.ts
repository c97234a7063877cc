import type { Expression } from '../../../src/policy/model/expression.ts'
import type { FactDeclaration, Policy } from '../../../src/policy/model/policy.ts'
import type { Words } from '../../../src/policy/model/template.ts'

type Sparse = Partial<FactDeclaration> & Pick<FactDeclaration, 'type'>

/** A policy that declares these facts (optional where `presence` is not given), read by both sections, and decides nothing. */
export function policyWithFacts(facts: Readonly<Record<string, Sparse>>, overrides: Partial<Policy> = {}): Policy {
  const declarations = new Map(Object.entries(facts).map(([name, sparse]) => [name, declaration(name, sparse)]))
  const text = { kind: 'text' } as const
  const charge: Expression = { kind: 'fact', type: { kind: 'number' }, name: 'order.charge', source: 'order.charge' }
  const position = { line: 1, column: 1 }
  return {
    name: 'shop',
    title: words('Shop'),
    contact: null,
    languages: ['en'],
    constants: new Map(),
    labels: new Map(),
    timeZone: 'UTC',
    workingDays: null,
    money: { rounding: 'half_even', scale: new Map() },
    refundMethods: ['balance_credit'],
    outcomes: new Map([
      ['approve', 'approve'],
      ['deny', 'deny'],
      ['review', 'review'],
    ]),
    actions: new Map(),
    subject: {
      order: { kind: 'fact', type: text, name: 'order.id', source: 'order.id' },
      account: { kind: 'fact', type: text, name: 'account.id', source: 'account.id' },
      charge,
      cap: charge,
      currency: { kind: 'fact', type: text, name: 'order.currency', source: 'order.currency' },
      purchasedAt: null,
      part: null,
      claim: null,
      claimedAt: null,
      state: new Set(),
      higherCharge: 'review',
      language: null,
    },
    facts: declarations,
    requiredWhen: new Map(),
    derived: new Map(),
    tables: new Map(),
    conditions: new Map(),
    limits: [],
    review: {
      levels: ['agent'],
      level: { kind: 'literal', type: text, value: 'agent', source: '"agent"' },
      targetMilliseconds: 86_400_000,
      dueMilliseconds: 259_200_000,
    },
    messages: new Map(),
    clauses: [],
    refunds: [],
    defaultRuling: {
      id: 'default',
      clause: null,
      when: { kind: 'always' },
      outcome: 'deny',
      kind: 'deny',
      reason: 'not_refundable',
      message: words('No.'),
      refund: null,
      amounts: [],
      split: [],
      method: null,
      actions: [],
      review: null,
      position,
    },
    disputes: [],
    disputeEndings: { won: 'keep', lost: 'keep', withdrawn: 'keep' },
    cases: [],
    reads: { refunds: new Set(declarations.keys()), disputes: new Set(declarations.keys()) },
    ...overrides,
  }
}

/** A text in the one language of the policy. */
export function words(text: string): Words {
  return new Map([['en', [text]]])
}

function declaration(name: string, sparse: Sparse): FactDeclaration {
  return {
    name,
    values: null,
    minimum: null,
    maximum: null,
    description: null,
    from: 'request',
    presence: 'optional',
    defaultValue: null,
    personal: false,
    changeable: null,
    history: null,
    position: { line: 1, column: 1 },
    ...sparse,
  }
}
