import { afterEach, expect, it } from '@jest/globals'
import { examinePolicy } from '../../../src/policy/analysis/examine-policy.ts'
import { createPolicyProver } from '../../../src/workers/policy-prover.ts'
import { hardText } from './hard-text.ts'
import { closeSessions, endSolverAfterTests, openSessionOf } from './prover.ts'
import { pays, policyOf, shopText } from './shop-policy.ts'

endSolverAfterTests()
afterEach(closeSessions)

it('a text that is hard to prove is ended by the clock, and says so', async () => {
  const prover = createPolicyProver(3000)
  const { is_partial, because } = await prover.examine(hardText)
  expect([is_partial, because]).toEqual([true, 'The time for it was used up.'])
  expect(await prover.compare(hardText, hardText.replace('* 33', '* 34'))).toMatchObject({
    nothing_else: 'not_decided',
    because: 'The time for it was used up.',
    is_partial: true,
  })
  await prover.close()
})

it('a question that is too hard ends with the steps of the solver, without a clock', async () => {
  const text = shopText({
    facts: ['order.a: { type: integer, minimum: 3 }', 'order.b: { type: integer, minimum: 3 }'],
    // Whole numbers with such a sum are looked for one by one.
    rules: [pays('sum', 'order.a * order.a * order.a + order.b * order.b * order.b == 1000003', 'order.paid')],
  })
  const { findings, is_partial } = await examinePolicy(policyOf(text), () => openSessionOf(30_000))
  expect(is_partial).toBe(false)
  expect(findings.filter(({ rule }) => rule === 'sum')).toMatchObject([
    {
      code: 'rule_never_decides',
      severity: 'information',
      status: 'not_decided',
      because: 'The solver came to no end within its steps.',
    },
  ])
})
