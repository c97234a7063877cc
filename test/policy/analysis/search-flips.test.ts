import { afterEach, expect, it } from '@jest/globals'
import { comparePolicies } from '../../../src/policy/analysis/compare-policies.ts'
import { createFactVariables } from '../../../src/policy/analysis/fact-variables.ts'
import { type Flip, searchFlips } from '../../../src/policy/analysis/search-flips.ts'
import { createScript } from '../../../src/policy/analysis/smt-script.ts'
import { createTextCodes } from '../../../src/policy/analysis/text-codes.ts'
import { closeSessions, endSolverAfterTests, openSession } from './prover.ts'
import { denies, pays, policyOf, shopText } from './shop-policy.ts'

endSolverAfterTests()
afterEach(closeSessions)

function flipsOf(before: string, after: string, isOver = false): readonly Flip[] {
  const policies = [policyOf(before), policyOf(after)] as const
  const setting = { script: createScript(), texts: createTextCodes(), policies, section: 'refunds' } as const
  const variables = [...createFactVariables(setting).values()]
  return searchFlips({ policies, section: 'refunds', variables, tries: 3000, isOver: () => isOver })
}

const bought = ['order.bought: { type: timestamp, from: order }']
const within = (comparison: string): string =>
  shopText({ facts: bought, rules: [pays('early', `days_between(order.bought, now) ${comparison}`, 'order.paid')] })

it('finds an order at an edge that one text counts to and the other does not, always the same', () => {
  const found = flipsOf(within('<= 14'), within('< 14'))
  expect(found.map(({ from, to, amount }) => [from, to, amount])).toContainEqual(['early', 'default', 'down'])
  const told = (flips: readonly Flip[]) => flips.map(({ order }) => [[...order.facts.values()].map(String), order.now])
  expect(told(flipsOf(within('<= 14'), within('< 14')))).toEqual(told(found))
})

it('finds nothing once the time is over', () => {
  expect(flipsOf(within('<= 14'), within('< 14'), true)).toEqual([])
})

it('takes no past that cannot be: a class needs one that an account can have', async () => {
  const counted = (name: string, extra: string): string =>
    `history.${name}: { type: integer, from: history, count: { entries: claims, of: account${extra} } }`
  const facts = [counted('claims', ''), counted('recent', ', within: 30 days')]
  const early = pays('early', 'order.days <= 14', 'order.paid')
  const before = shopText({ facts, rules: [early] })
  const after = shopText({ facts, rules: [denies('odd', 'history.recent > history.claims'), early] })
  expect(flipsOf(before, after)).toEqual([])
  expect(await comparePolicies(policyOf(before), policyOf(after), openSession)).toMatchObject({
    classes: [],
    nothing_else: 'proved',
  })
})
