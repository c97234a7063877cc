// oxlint-disable unicorn/no-thenable -- the key of a rule
import { describe, expect, it } from '@jest/globals'
import { traceRefund } from '../../../src/policy/evaluate/trace.ts'
import { shopFacts, shopPolicy } from '../../contract/evaluator-policy.ts'

const now = Date.parse('2026-03-29T12:00:00Z')
const deny = { outcome: 'deny' }

describe('the explanation of a refund ruling', () => {
  const policy = shopPolicy({
    derived: { half: 'order.charge / 2', doubled: 'half * n', unrelated: 'm + 1' },
    conditions: { early: { fact: 'at', operator: 'lessThan', value: '2026-03-01T00:00:00Z' } },
    refunds: [
      {
        id: 'not-this',
        clause: '1',
        when: { all: [{ fact: 'a', operator: 'equal', value: true }, { condition: 'early' }] },
        then: deny,
      },
      { id: 'perhaps', clause: '1', when: { not: { fact: 'text', operator: 'in', value: ['x', 'y'] } }, then: deny },
      { id: 'other-name', clause: '2', when: { fact: 'n', operator: 'greaterThan', value: { fact: 'm' } }, then: deny },
      {
        id: 'winner',
        clause: '2',
        when: { fact: 'late', operator: 'equal', value: true },
        then: { outcome: 'approve', refund: 'min(doubled / 3, order.charge)', method: 'voucher' },
      },
      { id: 'below', clause: '2', then: deny },
    ],
  })

  it('shows every rule tried in order, each condition with its actual value, and the formula with its numbers', () => {
    const facts = shopFacts(policy, {
      order: { charge: '10.50', currency: 'EUR' },
      a: false,
      at: '2026-03-02T01:00:00+01:00',
      text: 'x',
      n: '1.0',
      m: '1',
      late: true,
    })
    expect(traceRefund(policy, facts, now)).toEqual({
      rules: [
        {
          rule: 'not-this',
          clause: '1',
          result: false,
          condition: {
            kind: 'all',
            result: false,
            of: [
              { kind: 'leaf', fact: 'a', operator: 'equal', expected: true, actual: false, result: false },
              {
                kind: 'named',
                name: 'early',
                result: false,
                of: [
                  {
                    kind: 'leaf',
                    fact: 'at',
                    operator: 'lessThan',
                    expected: '2026-03-01T00:00:00.000Z',
                    actual: '2026-03-02T00:00:00.000Z',
                    result: false,
                  },
                ],
              },
            ],
          },
        },
        {
          rule: 'perhaps',
          clause: '1',
          result: false,
          condition: {
            kind: 'not',
            result: false,
            of: [{ kind: 'leaf', fact: 'text', operator: 'in', expected: ['x', 'y'], actual: 'x', result: true }],
          },
        },
        {
          rule: 'other-name',
          clause: '2',
          result: false,
          condition: {
            kind: 'leaf',
            fact: 'n',
            operator: 'greaterThan',
            expected: { fact: 'm', value: '1' },
            actual: '1',
            result: false,
          },
        },
        {
          rule: 'winner',
          clause: '2',
          result: true,
          condition: { kind: 'leaf', fact: 'late', operator: 'equal', expected: true, actual: true, result: true },
        },
      ],
      derived: [
        { name: 'half', formula: 'order.charge / 2', value: '5.25', missing_facts: [], fault: null },
        { name: 'doubled', formula: 'half * n', value: '5.25', missing_facts: [], fault: null },
      ],
      refund: {
        formula: 'min(doubled / 3, order.charge)',
        inputs: { 'order.charge': '10.5', doubled: '5.25' },
        exact: '1.75',
        rounded: '1.75',
        charge: '10.5',
        cap: '10.5',
        capped_from: null,
      },
      fault: null,
    })
  })

  it('shows unknown conditions as unknown and their values as null, and no amount where no rule decided', () => {
    const facts = shopFacts(policy, { a: false, n: '2', m: '3' })
    const trace = traceRefund(policy, facts, now)
    expect(trace.rules.map(({ rule, result }) => [rule, result])).toEqual([
      ['not-this', false],
      ['perhaps', 'unknown'],
      ['other-name', false],
      ['winner', false],
      ['below', true],
    ])
    expect(trace.rules[1]?.condition).toMatchObject({ result: 'unknown', of: [{ actual: null, result: 'unknown' }] })
    expect(trace.refund).toBeNull()
  })

  it('says why a derived value and an amount are unknown', () => {
    const facts = shopFacts(policy, { a: false, text: 'x', n: '2', m: '3', late: true })
    const trace = traceRefund(policy, facts, now)
    expect(trace.derived).toEqual([
      { name: 'half', formula: 'order.charge / 2', value: null, missing_facts: ['order.charge'], fault: null },
      { name: 'doubled', formula: 'half * n', value: null, missing_facts: ['order.charge'], fault: null },
    ])
    expect(trace.refund).toMatchObject({ exact: null, rounded: null, charge: null, inputs: { doubled: null } })
  })

  it('ends with the default where no rule matches, is written as JSON, and changes with the facts only', () => {
    const empty = shopPolicy()
    const trace = traceRefund(empty, shopFacts(empty, {}), now)
    const expected = {
      rules: [{ rule: 'default', clause: '1', result: true, condition: { kind: 'always', result: true } }],
      derived: [],
      refund: null,
      fault: null,
    }
    expect(JSON.parse(JSON.stringify(trace))).toEqual(expected)
  })
})
