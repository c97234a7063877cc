import { afterEach, expect, it } from '@jest/globals'
import { examinePolicy } from '../../../src/policy/analysis/examine-policy.ts'
import type { Finding } from '../../../src/policy/analysis/finding.ts'
import { closeSessions, endSolverAfterTests, openSession } from './prover.ts'
import { denies, pays, policyOf, shopText } from './shop-policy.ts'

endSolverAfterTests()
afterEach(closeSessions)

const facts = ['order.at: { type: timestamp }', 'order.until: { type: date }']

async function findingsOf(rules: readonly string[], zone = 'UTC'): Promise<readonly Finding[]> {
  const text = shopText({ facts, rules }).replace('time_zone: UTC', `time_zone: ${zone}`)
  return (await examinePolicy(policyOf(text), openSession)).findings
}

it.each([
  ['every hour of the day', ['hour_of_day(now) < 12', 'hour_of_day(now) >= 12']],
  ['every day of the week', ['day_of_week(now) <= 5', 'day_of_week(now) in [6, 7]']],
  ['the day and the hours of it', ['now < at_hour(now, 8)', 'hour_of_day(now) >= 8']],
  ['a day and 24 hours', ['now < add_hours(order.at, 24)', 'days_between(order.at, now) >= 1']],
  ['the days of a timestamp', ['date_of(now) <= order.until', 'calendar_days_between(order.until, now) > 0']],
])('rules for %s leave nothing to the default', async (_, [first = '', second = '']) => {
  const findings = await findingsOf([denies('first', first), pays('second', second, 'order.paid')])
  expect(findings.filter(({ code }) => code === 'falls_to_default')).toMatchObject([{ status: 'proved' }])
})

it.each([
  ['UTC', 'months_between(order.at, now) >= 3 and calendar_days_between(order.at, now) < 80'],
  ['Europe/Berlin', 'hour_of_day(now) >= 24'],
  ['Europe/Berlin', 'months_between(order.at, now) > 0 and calendar_days_between(order.at, now) < 20'],
])('in %s %s holds never', async (zone, when) => {
  const findings = await findingsOf([pays('never', when, 'order.paid')], zone)
  expect(findings.filter(({ severity }) => severity === 'warning')).toMatchObject([
    { code: 'condition_never_holds', status: 'proved' },
  ])
})

it.each(['UTC', 'Europe/Berlin'])('months and hours of %s are in the orders that it shows', async (zone) => {
  const when = 'months_between(order.at, now) == 14 and hour_of_day(now) > 17'
  const findings = await findingsOf([pays('more', when, 'order.paid + 1')], zone)
  expect(findings.filter(({ severity }) => severity === 'error')).toMatchObject([
    { code: 'refund_above_charge', status: 'example', example: { decision: { rule: 'more' } } },
  ])
})
