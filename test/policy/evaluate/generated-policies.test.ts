// oxlint-disable unicorn/no-thenable -- the key of a rule
import { expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { createCompiledEvaluator } from '../../../src/policy/evaluate/compiled.ts'
import { rulingText } from '../../../src/policy/evaluate/ruling-text.ts'
import { traceRefund } from '../../../src/policy/evaluate/trace.ts'
import { createReferenceEvaluator } from '../../../src/policy/evaluate/with-json-rules-engine.ts'
import { shopPolicy } from '../../contract/evaluator-policy.ts'
import { generatedFacts } from './generated-facts.ts'

const now = Date.parse('2026-03-29T12:00:00Z')

const derived = {
  share: 'n / m',
  either: 'a or b',
  chosen: 'if(a, n, coalesce(m, i))',
  there: 'known(text) and n > 1',
  left: 'clamp(n, 0, m)',
}
const conditions = {
  fine: {
    any: [
      { fact: 'a', operator: 'equal', value: true },
      { fact: 'share', operator: 'lessThan', value: 1 },
    ],
  },
}

const numeric = fc.record({
  fact: fc.constantFrom('n', 'm', 'i', 'share', 'chosen', 'left'),
  operator: fc.constantFrom(
    'equal',
    'notEqual',
    'lessThan',
    'lessThanInclusive',
    'greaterThan',
    'greaterThanInclusive',
  ),
  value: fc.constantFrom<unknown>('0', '1', '10', '-5', { fact: 'm' }, { fact: 'share' }),
})
const listed = fc.record({
  fact: fc.constantFrom('n', 'i', 'left'),
  operator: fc.constantFrom('in', 'notIn'),
  value: fc.constantFrom(['0'], ['1', '10'], ['0', '-5', '1000']),
})
const logical = fc.record({
  fact: fc.constantFrom('a', 'b', 'late', 'either', 'there'),
  operator: fc.constantFrom('equal', 'notEqual'),
  value: fc.constantFrom<unknown>(true, false, { fact: 'b' }),
})
const text = fc.record({
  fact: fc.constant('size'),
  operator: fc.constantFrom('in', 'notIn'),
  value: fc.constantFrom(['small'], ['large', 'small']),
})

const subject = {
  order: 'order.id',
  account: 'account.id',
  charge: 'order.charge',
  cap: 'order.charge * 1.5 - 1',
  currency: 'order.currency',
}
const review = { levels: ['agent', 'manager'], level: 'if(n > refund, "manager", "agent")' }

const { condition } = fc.letrec<{ condition: unknown }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'condition' },
    fc.oneof(numeric, listed, logical, text, fc.constant({ condition: 'fine' })),
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}))

const refund = fc.constantFrom('order.charge', 'prorate(order.charge, n, m)', 'left', 'percent(order.charge, i)', '0')
const amounts = fc.constantFrom({}, { kept: 'n' }, { kept: 'percent(order.charge, i)', rest: 'm' })
const actions = fc.constantFrom<unknown>(
  [],
  ['note'],
  [{ tag_order: { order: 'order.id', share: 'share', urgent: 'late' } }],
)
const level = fc.constantFrom('manager', 'if(refund > 5, "manager", "agent")', 'if(b, "manager", "agent")')
const outcome = fc.oneof(
  fc.record({
    outcome: fc.constant('approve'),
    refund,
    method: fc.constantFrom('voucher', 'if(b, "voucher", "balance_credit")'),
    amounts,
    actions,
  }),
  fc.record({ outcome: fc.constant('approve'), actions: fc.constant(['note']) }),
  fc.record({ outcome: fc.constantFrom('deny', 'refill_first'), actions }),
  fc.record({
    outcome: fc.constant('review'),
    refund,
    method: fc.constant('voucher'),
    amounts,
    review: fc.record({ level }),
  }),
)
const rules = fc
  .array(fc.record({ when: condition, then: outcome }), { minLength: 1, maxLength: 6 })
  .map((found) => found.map((rule, index) => ({ id: `rule-${index}`, clause: '2', ...rule })))

it('evaluators and explanation agree on generated policies, unknown facts and faults included', async () => {
  const reasons = new Set<string>()
  const property = fc.asyncProperty(rules, fc.integer(), async (refunds, seed) => {
    const policy = shopPolicy({ derived, conditions, refunds, subject, review })
    const reference = createReferenceEvaluator(policy)
    const compiled = createCompiledEvaluator(policy)
    for (const facts of fc.sample(generatedFacts(policy, 'refunds', now), { seed, numRuns: 10 })) {
      const expected = await reference.evaluateRefund(facts, now)
      expect(rulingText(compiled.evaluateRefund(facts, now))).toBe(rulingText(expected))
      if (expected.rule !== null) {
        const last = traceRefund(policy, facts, now).rules.at(-1)
        expect([last?.rule, last?.result]).toEqual([expected.rule, true])
      }
      reasons.add(expected.reason)
    }
  })
  await fc.assert(property, { numRuns: 100 })
  expect([...reasons]).toEqual(
    expect.arrayContaining(['missing_fact', 'calculation_fault', 'not_refundable', 'rule_2']),
  )
})
