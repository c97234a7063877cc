import { describe, expect, it } from '@jest/globals'
import { parseAndLint } from '../../../src/policy/lint/parse-and-lint.ts'
import { policyText, withFacts } from '../parse/policy-text.ts'

const rule = (id: string, when: string) =>
  `  - { id: ${id}, ${when} then: { outcome: deny }, cases: [{ name: any, expect: { outcome: deny } }] }\n`
const flag = (value: boolean) => `when: { fact: flag, operator: equal, value: ${value} },`

const rows: readonly (readonly [
  name: string,
  changes: Parameters<typeof policyText>[0],
  warnings: readonly string[],
])[] = [
  [
    'a clause without a rule',
    { clauses: 'clauses: [{ id: 1, title: A }, { id: 2, title: B, informational: true }]\n' },
    ['clause_without_rule /clauses/0'],
  ],
  [
    'not a clause whose sub-clauses have rules',
    {
      clauses: 'clauses: [{ id: 1, title: A, clauses: [{ id: 1.a, title: B }] }]\n',
      refunds: `refunds:\n${rule('a', `clause: 1.a, ${flag(true)}`)}`,
    },
    [],
  ],
  [
    'not a clause that a dispute rule carries out',
    {
      clauses: 'clauses: [{ id: 1, title: A }]\n',
      disputes: 'disputes: [{ id: d, clause: 1, then: { outcome: warn } }]\n',
    },
    [],
  ],
  ['an unused fact', withFacts('  extra: { type: string, optional: true }\n'), ['unused_fact /facts/extra']],
  [
    'not the fact of what was credited before where a case gives it',
    {
      ...withFacts('  history.credited: { type: decimal, from: history, state: credited }\n'),
      cases: 'cases: [{ name: a, history: { credited: "1.00" }, expect: { outcome: deny } }]\n',
    },
    [],
  ],
  [
    'not a fact that only says what became of the order',
    {
      ...withFacts('  extra: { type: string, optional: true }\n'),
      subject:
        'subject: { order: order.id, account: account.id, charge: order.charge, currency: order.currency, state: [extra] }\n',
    },
    [],
  ],
  ['unused working days', { more: 'working_days: {}\n' }, ['unused_working_days /working_days']],
  [
    'not working days that a constant calculation counts',
    {
      more: "working_days: {}\nmessages: { over_limit: '{d}' }\n",
      derived: "derived:\n  d: add_working_days('2026-11-20', 3)\n",
    },
    [],
  ],
  ['an unused constant', { more: 'constants: { extra: 1 }\n' }, ['unused_constant /constants/extra']],
  [
    'figures of a clause that stand in nothing that decides',
    {
      clauses:
        'clauses: [{ id: 1, title: Within 30 days, informational: true, text: "We keep 5 percent, or EUR 2.50, for seven days; 24 hours, 3 orders and 14 days stand elsewhere." }]\n',
      more: 'constants: { term: 2 weeks }\nmessages: { missing_fact: "{term}" }\n',
    },
    ['/clauses/0/title', '/clauses/0/text', '/clauses/0/text', '/clauses/0/text'].map(
      (path) => `figure_without_source ${path}`,
    ),
  ],
  ['an unused derived value', { derived: 'derived: { extra: 1 }\n' }, ['unused_derived_value /derived/extra']],
  ['an unused table', { tables: 'tables: { extra: { a: 1 } }\n' }, ['unused_table /tables/extra']],
  [
    'an unused condition',
    { conditions: 'conditions: { extra: { fact: flag, operator: equal, value: true } }\n' },
    ['unused_condition /conditions/extra'],
  ],
  [
    'a rule below one that always applies',
    { refunds: `refunds:\n${rule('a', '')}${rule('b', flag(true))}` },
    ['unreachable_rule /refunds/1'],
  ],
  [
    'a rule below one with the same condition',
    { refunds: `refunds:\n${rule('a', flag(true))}${rule('b', flag(false))}${rule('c', flag(true))}` },
    ['unreachable_rule /refunds/2'],
  ],
  [
    'the same among dispute rules',
    { disputes: 'disputes: [{ id: a, then: { outcome: warn } }, { id: b, then: { outcome: ban } }]\n' },
    ['unreachable_rule /disputes/1'],
  ],
  [
    'a refund rule without cases',
    { refunds: `refunds: [{ id: a, ${flag(true)} then: { outcome: deny } }]\n` },
    ['rule_without_cases /refunds/0'],
  ],
  [
    'not a refund rule that a case at the end expects',
    {
      refunds: `refunds: [{ id: a, ${flag(true)} then: { outcome: deny } }]\n`,
      cases: 'cases: [{ name: a, expect: { rule: a } }]\n',
    },
    [],
  ],
  [
    'not a refund rule that alone can answer as a case at the end expects',
    {
      more: 'outcomes: { wait: deny }\n',
      refunds: `refunds: [{ id: a, ${flag(true)} then: { outcome: wait } }, { id: b, ${flag(false)} then: { outcome: deny, reason: late } }]\n`,
      cases: 'cases: [{ name: a, expect: { outcome: wait } }, { name: b, expect: { reason: late } }]\n',
    },
    [],
  ],
  [
    'a refund rule whose answer others give as well',
    {
      refunds: `refunds: [{ id: a, ${flag(true)} then: { outcome: deny } }]\n`,
      cases: 'cases: [{ name: a, expect: { outcome: deny } }]\n',
    },
    ['rule_without_cases /refunds/0'],
  ],
  [
    'a row of a table that never counts',
    {
      tables:
        'tables: { t: [{ up_to: 10, value: 1 }, { below: 10, value: 2 }, { above: 10, value: 3 }, { otherwise: 4 }] }\n',
      derived: 'derived: { d: "tier(order.remains, t)" }\n',
      more: 'messages: { missing_fact: "{d}" }\n',
    },
    ['dead_row /tables/t/1'],
  ],
  [
    'not a percentage below 1 that its constant or table calls one',
    {
      tables: 'tables: { t: { unit: percent, rows: [{ up_to: 10, value: 0.02 }], otherwise: 0.05 } }\n',
      derived: 'derived: { d: "percent(order.remains, tier(order.remains, t)) + percent(order.remains, rate)" }\n',
      more: 'constants: { rate: { value: 0.1, unit: percent } }\nmessages: { missing_fact: "{d}" }\n',
    },
    [],
  ],
  [
    'a history fact that asks for a rule that this version lacks',
    {
      ...withFacts('  h: { type: integer, from: history, count: { entries: claims, where: { rule: gone } } }\n'),
      more: 'messages: { missing_fact: "{h}" }\n',
    },
    ['unknown_rule /facts/h/count/where/rule'],
  ],
]

describe('warnings', () => {
  it.each(rows)('tell %s', (_, changes, warnings) => {
    const { policy, diagnostics } = parseAndLint(policyText(changes))
    expect(diagnostics.map(({ code, path }) => `${code} ${path}`)).toEqual(warnings)
    expect(diagnostics.every(({ severity }) => severity === 'warning')).toBe(true)
    expect(policy).not.toBeNull()
  })
})

describe('formulas', () => {
  const sum = Array.from({ length: 60 }, (_, term) => `order.remains * ${term}`).join(' + ')
  const derived = (count: number) => ({
    derived: `derived:\n${Array.from({ length: count }, (_, index) => `  d${index}: ${sum}\n`).join('')}`,
  })
  const tooLarge = (changes: ReturnType<typeof derived>) =>
    parseAndLint(policyText(changes)).diagnostics.filter(({ code }) => code === 'too_large')

  it('are an error with the one that is too much for a decision', () => {
    expect(tooLarge(derived(83))).toEqual([])
    expect(tooLarge(derived(90))).toMatchObject([
      { severity: 'error', path: '/derived/d83', message: expect.stringContaining(' 20076 values and operations') },
    ])
  })
})
