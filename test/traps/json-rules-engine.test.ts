// oxlint-disable unicorn/no-thenable -- the key of a rule
import { describe, expect, it } from '@jest/globals'
import { createReferenceEvaluator } from '../../src/policy/evaluate/with-json-rules-engine.ts'
import { parsePolicy } from '../../src/policy/parse/parse-policy.ts'
import { shopFacts, shopPolicy } from '../contract/evaluator-policy.ts'
import { now } from '../contract/evaluator-run.ts'
import { policyText, ruleWhen } from '../policy/parse/policy-text.ts'

describe('one evaluator on json-rules-engine', () => {
  it('decides for any number of requests at once as it does for one after the other: no run skips or stops rules of another', async () => {
    const sizes = Array.from({ length: 12 }, (_, index) => index)
    const refunds = sizes.map((size) => ({
      id: `rule-${size}`,
      when: {
        all: [
          { fact: 'twice', operator: 'equal', value: size * 2 },
          { not: { fact: 'late', operator: 'equal', value: true } },
        ],
      },
      then: { outcome: 'deny' },
    }))
    const policy = shopPolicy({ refunds, derived: { twice: 'n * 2' } })
    const evaluator = createReferenceEvaluator(policy)
    const wanted = Array.from({ length: 120 }, (_, index) => index % 14)
    const rulings = await Promise.all(
      wanted.map(async (size) => evaluator.evaluateRefund(shopFacts(policy, { n: String(size) }), now)),
    )
    expect(rulings.map(({ rule }) => rule)).toEqual(wanted.map((size) => (size < 12 ? `rule-${size}` : null)))
  })
})

describe('what json-rules-engine would take, a policy may not say', () => {
  it.each([
    [
      'path in the value that is compared with',
      '{ fact: order.remains, operator: equal, value: { fact: order.remains, path: "$" } }',
    ],
    ['JSONPath as the name of a fact', '{ fact: "$..id", operator: equal, value: a }'],
    ['an empty any below a not', '{ not: { any: [] } }'],
    ['an empty all among others', '{ any: [{ all: [] }] }'],
    ['a list of nothing', '{ fact: order.status, operator: notIn, value: [] }'],
    ['a text behind notIn', '{ fact: order.id, operator: notIn, value: abc }'],
    ['an order of texts', '{ fact: order.id, operator: greaterThan, value: "5" }'],
    ['an order against nothing', '{ not: { fact: order.remains, operator: lessThan, value: null } }'],
    ['an operator of its own', '{ fact: order.id, operator: contains, value: a }'],
    ['a priority', '{ all: [{ fact: flag, operator: equal, value: true }], priority: 5 }'],
    ['a list where a group belongs', '[{ fact: flag, operator: equal, value: true }]'],
  ])('%s', (_, when) => {
    expect(parsePolicy(policyText(ruleWhen(when))).policy).toBeNull()
  })
})
