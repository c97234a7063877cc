import { afterEach, expect, it } from '@jest/globals'
import { comparePolicies } from '../../../src/policy/analysis/compare-policies.ts'
import { closeSessions, endSolverAfterTests, openSessionOf } from './prover.ts'
import { denies, pays, policyOf, shopText } from './shop-policy.ts'

endSolverAfterTests()
afterEach(closeSessions)

it('two versions are said to differ perhaps where there is neither an order nor a proof, and nowhere else', async () => {
  const facts = ['order.a: { type: integer, minimum: 3 }', 'order.b: { type: integer, minimum: 3 }']
  const rules = [denies('opened', 'order.opened'), pays('early', 'order.days <= 14', 'order.paid')]
  // Whole numbers with such a sum are looked for one by one.
  const rare = denies('rare', 'order.a * order.a * order.a + order.b * order.b * order.b == 1000003')
  const before = policyOf(shopText({ facts, rules }))
  const after = policyOf(shopText({ facts, rules: [...rules.slice(0, 1), rare, ...rules.slice(1)] }))
  const comparison = await comparePolicies(before, after, () => openSessionOf(30_000))
  expect(comparison).toEqual({
    classes: [],
    open: [
      { section: 'refunds', from: null, to: 'rare', amounts: ['same'] },
      { section: 'refunds', from: 'early', to: 'rare', amounts: ['down', 'same'] },
      { section: 'refunds', from: 'default', to: 'rare', amounts: ['same'] },
    ],
    nothing_else: 'not_decided',
    because: 'The solver came to no end within its steps.',
    is_partial: false,
  })
})
