// oxlint-disable unicorn/no-thenable -- the key of a rule
import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { createCompiledEvaluator } from '../../../src/policy/evaluate/compiled.ts'
import { createInterpretedEvaluator } from '../../../src/policy/evaluate/interpreted.ts'
import { rulingText, verdictIn, verdictText } from '../../../src/policy/evaluate/ruling-text.ts'
import { traceRefund } from '../../../src/policy/evaluate/trace.ts'
import { createReferenceEvaluator } from '../../../src/policy/evaluate/with-json-rules-engine.ts'
import { parseAndLint } from '../../../src/policy/lint/parse-and-lint.ts'
import type { Policy } from '../../../src/policy/model/policy.ts'
import { parsePolicy } from '../../../src/policy/parse/parse-policy.ts'
import { shopFacts, shopPolicy } from '../../contract/evaluator-policy.ts'
import { generatedFacts } from '../evaluate/generated-facts.ts'
import { policyText, ruleWhen } from '../parse/policy-text.ts'

const now = Date.parse('2026-03-29T12:00:00Z')
const then = { outcome: 'approve', refund: 'order.charge', method: 'voucher' }
const derived = {
  share: 'n / m',
  at_hand: 'known(text)',
  either: 'coalesce(a, b)',
  later: 'add_days(at, 2)',
  now_: 'now',
}
const conditions = {
  fine: {
    any: [
      { fact: 'a', operator: 'equal', value: true },
      { fact: 'share', operator: 'lessThan', value: 1 },
    ],
  },
  brief: "n > 1 and size == 'small'",
}

function policyWhen(when: unknown, more: object = {}): Policy {
  return shopPolicy({ derived, conditions, refunds: [{ id: 'first', clause: '2', when, then }], ...more })
}

/** Formulas, and what one would have written instead. */
const written: readonly (readonly [formula: string, tree: unknown])[] = [
  ["size == 'small'", { fact: 'size', operator: 'equal', value: 'small' }],
  ["text != 'x'", { fact: 'text', operator: 'notEqual', value: 'x' }],
  ['n < 7', { fact: 'n', operator: 'lessThan', value: 7 }],
  ['7 < n', { fact: 'n', operator: 'greaterThan', value: 7 }],
  ['n >= m', { fact: 'n', operator: 'greaterThanInclusive', value: { fact: 'm' } }],
  ['a', { fact: 'a', operator: 'equal', value: true }],
  ['not a', { not: { fact: 'a', operator: 'equal', value: true } }],
  ['a == false', { fact: 'a', operator: 'equal', value: false }],
  ["size in ['small', 'large']", { fact: 'size', operator: 'in', value: ['small', 'large'] }],
  ['i not in [1, 2.0]', { fact: 'i', operator: 'notIn', value: [1, 2] }],
  ["at > '2026-03-29T00:00:00Z'", { fact: 'at', operator: 'greaterThan', value: '2026-03-29T00:00:00Z' }],
  ["day <= '2026-03-29'", { fact: 'day', operator: 'lessThanInclusive', value: '2026-03-29' }],
  [
    "a and n < 1 and (b or text == 'x')",
    {
      all: [
        { fact: 'a', operator: 'equal', value: true },
        { fact: 'n', operator: 'lessThan', value: 1 },
        {
          any: [
            { fact: 'b', operator: 'equal', value: true },
            { fact: 'text', operator: 'equal', value: 'x' },
          ],
        },
      ],
    },
  ],
  ['condition(fine)', { condition: 'fine' }],
  ['not condition(brief)', { not: { condition: 'brief' } }],
  ['true', { any: [{ condition: 'fine' }, { fact: 'late', operator: 'in', value: [true, false] }] }],
]

/** What is no leaf, and the leaf over a derived value that one would have declared for it. */
const unnamed: readonly (readonly [formula: string, tree: unknown])[] = [
  ['n / m < 1', { fact: 'share', operator: 'lessThan', value: 1 }],
  ['known(text)', { fact: 'at_hand', operator: 'equal', value: true }],
  ['coalesce(a, b)', { fact: 'either', operator: 'equal', value: true }],
  ['coalesce(a, b) == late', { fact: 'either', operator: 'equal', value: { fact: 'late' } }],
  ['until < add_days(at, 2)', { fact: 'until', operator: 'lessThan', value: { fact: 'later' } }],
  ['now > at', { fact: 'now_', operator: 'greaterThan', value: { fact: 'at' } }],
  ['n / m in [0, 1]', { fact: 'share', operator: 'in', value: [0, 1] }],
]

describe('a formula as a condition', () => {
  it.each(written.slice(0, -1))('%s is the tree that one would write', (formula, tree) => {
    expect(policyWhen(formula).refunds[0]?.when).toEqual(policyWhen(tree).refunds[0]?.when)
  })

  it.each([...written, ...unnamed])('%s rules as that tree, for want of the same facts', async (formula, tree) => {
    const [short, long] = [policyWhen(formula), policyWhen(tree)]
    const [reference, expected] = [createReferenceEvaluator(short), createReferenceEvaluator(long)]
    const quick = [createCompiledEvaluator(short), createInterpretedEvaluator(short)]
    for (const facts of fc.sample(generatedFacts(short, 'refunds', now), 40)) {
      const all = new Map([...facts, ['late', facts.get('late') ?? false] as const])
      const ruling = await reference.evaluateRefund(all, now)
      expect(rulingText(ruling)).toBe(rulingText(await expected.evaluateRefund(all, now)))
      for (const evaluator of quick) {
        expect(rulingText(evaluator.evaluateRefund(all, now))).toBe(rulingText(ruling))
        expect(verdictText(evaluator.judgeRefund(all, now))).toBe(verdictIn(ruling))
      }
    }
  })

  it('stands wherever a condition does, and reads named ones also within a calculation', async () => {
    const policy = shopPolicy({
      derived: { share: 'if(condition(fine), 1, 2)' },
      conditions: {
        fine: { all: ['a', { not: 'b' }, { condition: 'older' }] },
        older: 'n > 1 or condition(oldest)',
        oldest: 'm > 1',
      },
      refunds: [
        {
          id: 'first',
          clause: '2',
          when: { any: ['share == 1', 'switch(size, "small", condition(older), false)'] },
          then,
        },
      ],
    })
    const facts = shopFacts(policy, { a: true, b: false, m: '2', n: '0', order: { charge: '1', currency: 'EUR' } })
    for (const create of [createReferenceEvaluator, createCompiledEvaluator, createInterpretedEvaluator])
      expect((await create(policy).evaluateRefund(facts, now)).rule).toBe('first')
    const { derived: traced } = traceRefund(policy, facts, now)
    expect(traced.map(({ name, value }) => [name, value])).toContainEqual(['condition(fine)', true])
    expect(traced.map(({ name, formula }) => [name, formula])).toContainEqual([
      'condition(older)',
      '(n > 1) or condition(oldest)',
    ])
  })

  it('is explained by its parts, each with the value it saw', () => {
    const policy = policyWhen("n / m < 1 and size == 'small'")
    const { rules, derived: traced } = traceRefund(policy, shopFacts(policy, { n: '1', m: '4', size: 'small' }), now)
    expect(rules[0]?.condition).toEqual({
      kind: 'all',
      result: true,
      of: [
        { kind: 'leaf', fact: 'n / m', operator: 'lessThan', expected: '1', actual: '0.25', result: true },
        { kind: 'leaf', fact: 'size', operator: 'equal', expected: 'small', actual: 'small', result: true },
      ],
    })
    expect(traced).toEqual([{ name: 'n / m', formula: 'n / m', value: '0.25', missing_facts: [], fault: null }])
  })
})

describe('faults of a formula as a condition stand where they are', () => {
  const first = (when: string, more: Parameters<typeof policyText>[0] = {}) => {
    const { policy, diagnostics } = parsePolicy(policyText({ ...ruleWhen(when), ...more }))
    expect(policy).toBeNull()
    const [{ code, column, path, hint } = { code: '', column: 0, path: '', hint: '' }] = diagnostics
    return { code, column, path, hint }
  }

  it.each([
    ["order.status == 'opne'", 'formula_value_not_listed', 28, "Did you mean 'open'?"],
    ["order.status in ['open', 'opne']", 'formula_value_not_listed', 37, "Did you mean 'open'?"],
    ["order.status in ['open', 'open']", 'formula_argument', 37, 'Keep one of them.'],
    ["order.status in ['open', flag]", 'formula_type', 37, 'quotes'],
    ['order.status in [order.status]', 'formula_argument', 29, 'Write a number or a quoted text'],
    ["order.status in 'open'", 'formula_construct', 28, "x in ['a', 'b']"],
    ['order.remains in [1,, 2]', 'formula_syntax', 35, 'Formulas consist of'],
    ['order.remains in []', 'formula_construct', 29, "x in ['a', 'b']"],
    ['order.remains + 1', 'formula_type', 11, 'Change the formula'],
    ['flag and condition(fien)', 'formula_unknown_condition', 31, 'Declare it under conditions.'],
    ["flag and order.status = 'open'", 'formula_syntax', 34, 'To compare, write ==.'],
    ["switch(order.status, 'open', true, flag, false)", 'formula_argument_count', 12, 'switch(x,'],
    ["switch(order.status, 'open', true, 'open', false, flag)", 'formula_argument', 47, 'Keep one of them.'],
  ])('%s: %s', (when, code, column, hint) => {
    expect(first(JSON.stringify(when).replaceAll('\\"', '"'))).toEqual({
      code,
      column,
      path: '/refunds/0/when',
      hint: expect.stringContaining(hint),
    })
  })

  it.each([
    ['""', 'empty'],
    ['5', 'wrong_type'],
    ['[flag]', 'wrong_type'],
    ['"  "', 'formula_empty'],
    ['order.remains', 'formula_type'],
  ])('%s is told once', (when, code) => {
    expect(parsePolicy(policyText(ruleWhen(when))).diagnostics.map((found) => found.code)).toEqual([code])
  })

  it.each([
    ['always', 'Write true, or leave `when` out.'],
    ['round(order.charge, 2, policy) > 1', 'As a text it stands in quotes: "policy".'],
  ])('%s: %s', (when, hint) => {
    expect(first(`"${when}"`).hint).toBe(hint)
  })

  it('conditions that only formulas read are used', () => {
    const text = policyText({
      conditions: 'conditions: { open: flag, shut: not flag }\n',
      ...ruleWhen('"if(condition(open), 1, 2) == 1"'),
    })
    expect(
      parseAndLint(text)
        .diagnostics.filter(({ path }) => path.startsWith('/conditions'))
        .map(({ path }) => path),
    ).toEqual(['/conditions/shut'])
  })

  it('circles of derived values and conditions are told', () => {
    const { diagnostics } = parsePolicy(
      policyText({
        derived: 'derived: { one: "if(condition(two), 1, 2)" }\n',
        conditions: 'conditions: { two: one > 1 }\n',
      }),
    )
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['derived_cycle', 'Derived values and conditions read one another in a circle: one -> condition(two) -> one.'],
    ])
  })

  it('a dispute rule reads an optional fact of a formula through known or coalesce', () => {
    const disputes = (when: string) =>
      policyText({ disputes: `disputes: [{ id: d, when: "${when}", then: { outcome: warn } }]\n` })
    expect(parsePolicy(disputes('order.remains > 1')).diagnostics.map(({ code }) => code)).toContain(
      'optional_fact_in_dispute',
    )
    expect(parsePolicy(disputes('coalesce(order.remains, 0) > 1 or not known(order.at)')).policy).not.toBeNull()
  })
})
