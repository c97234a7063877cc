import { describe, expect, it } from '@jest/globals'
import type { Decision } from '../../src/decisions/decision.ts'
import { type Domain, openDomain, wireDomain } from '../journal/open-domain.ts'
import { shippedPolicy } from './open-decisions.ts'
import { panelFacts } from './panel-facts.ts'

function limitedTo(amount: string, per: 'account_day' | 'day'): string {
  return shippedPolicy.replace(
    /^clauses:/m,
    `limits: [{ per: ${per}, currency: USD, amount: "${amount}" }]\n\nclauses:`,
  )
}

function claim({ ask }: Domain, claimed: { id: string; charge: string; account?: string }): Promise<Decision> {
  const { id, charge, account = 'a-1' } = claimed
  return ask(panelFacts({ order: { id, status: 'canceled', canceled_by: 'system', charge }, account: { id: account } }))
}

it('a limit per account and day holds exactly under parallel requests of one account, also from two processes', async () => {
  const first = await openDomain([limitedTo('1.00', 'account_day')])
  const processes = [first, wireDomain(first.storage, first.clock)]
  const decisions = await Promise.all(
    Array.from({ length: 30 }, (_, index) =>
      claim(processes[index % 2] ?? first, { id: `o-${index}`, charge: '0.15' }),
    ),
  )
  const reasons = decisions.map((decision) => decision.reason_code)
  expect(reasons.filter((reason) => reason === 'over_limit')).toHaveLength(24)
  expect((await first.head()).state.counters.credited_automatically).toEqual({ USD: '0.9' })
})

it('a limit per day over all accounts holds exactly under parallel requests, also from two processes', async () => {
  const first = await openDomain([limitedTo('1.00', 'day')])
  const processes = [first, wireDomain(first.storage, first.clock)]
  const decisions = await Promise.all(
    Array.from({ length: 30 }, (_, index) =>
      claim(processes[index % 2] ?? first, { id: `o-${index}`, charge: '0.15', account: `a-${index}` }),
    ),
  )
  const reasons = decisions.map((decision) => decision.reason_code)
  expect(reasons.filter((reason) => reason === 'over_limit')).toHaveLength(24)
  expect(await first.storage.automaticCreditsSince('USD', '2026-03-01T00:00:00.000Z')).toBe('0.9')
})

describe.each([
  { per: 'account_day', accounts: ['a-1', 'a-1'] },
  { per: 'day', accounts: ['a-1', 'a-2'] },
] as const)("the day of a limit per $per begins at midnight of the policy's time zone:", ({ per, accounts }) => {
  // Clocks go forward on this 8 March: it begins at -05:00 and ends at -04:00.
  const text = limitedTo('1.00', per).replace('time_zone: UTC', 'time_zone: America/New_York')

  it.each([
    ['a credit in its first millisecond counts up to its last', '03-08T05:00:00.000', '03-09T03:59:59.999', 'review'],
    ['a credit one millisecond before does not count', '03-08T04:59:59.999', '03-08T05:00:00.000', 'approve'],
    ['a credit in its last millisecond is not of the next day', '03-09T03:59:59.999', '03-09T04:00:00.000', 'approve'],
  ])('%s', async (_, creditedAt, askedAt, expected) => {
    const domain = await openDomain([text])
    domain.clock.set(Date.parse(`2026-${creditedAt}Z`))
    const first = await claim(domain, { id: 'o-1', charge: '0.9', account: accounts[0] })
    domain.clock.set(Date.parse(`2026-${askedAt}Z`))
    const second = await claim(domain, { id: 'o-2', charge: '0.2', account: accounts[1] })
    expect([first.outcome, second.outcome]).toEqual(['approve', expected])
    expect(second.reason_code === 'over_limit').toBe(expected === 'review')
  })
})
