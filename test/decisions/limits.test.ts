import { expect, it } from '@jest/globals'
import { openDomain, wireDomain } from '../journal/open-domain.ts'
import { shippedPolicy } from './open-decisions.ts'
import { panelFacts } from './panel-facts.ts'

const limit = 'limits: [{ per: account_day, currency: USD, amount: "1.00" }]\n\nclauses:'

it('a limit per account and day holds exactly under parallel requests of one account, also from two processes', async () => {
  const first = await openDomain([shippedPolicy.replace(/^clauses:/m, limit)])
  const processes = [first, wireDomain(first.storage, first.clock)]
  const decisions = await Promise.all(
    Array.from({ length: 30 }, (_, index) => {
      const order = { id: `o-${index}`, status: 'canceled', canceled_by: 'system', charge: '0.15' }
      return (processes[index % 2] ?? first).ask(panelFacts({ order }))
    }),
  )
  const reasons = decisions.map((decision) => decision.reason_code)
  expect(reasons.filter((reason) => reason === 'over_limit')).toHaveLength(24)
  expect((await first.head()).state.counters.credited_automatically).toEqual({ USD: '0.9' })
})
