import { afterEach, expect, it } from '@jest/globals'
import { examinePolicy } from '../../../src/policy/analysis/examine-policy.ts'
import type { Finding } from '../../../src/policy/analysis/finding.ts'
import { closeSessions, endSolverAfterTests, openSession } from './prover.ts'
import { denies, pays, policyOf, shopText } from './shop-policy.ts'

endSolverAfterTests()
afterEach(closeSessions)

const facts = ['order.at: { type: timestamp }', 'order.until: { type: date }']

const holidays = '[2026-01-01, 2026-04-03, 2026-04-04, 2026-04-06, 2026-05-01, 2026-12-25]'

async function findingsOf(rules: readonly string[], zone = 'UTC', known = ''): Promise<readonly Finding[]> {
  const days = `working_days: { holidays: ${holidays}, known_until: ${known === '' ? '9999-12-31' : known} }`
  const text = shopText({ facts, rules }).replace('time_zone: UTC', `time_zone: ${zone}\n${days}`)
  return (await examinePolicy(policyOf(text), openSession)).findings
}

it.each([
  ['every hour of the day', ['hour_of_day(now) < 12', 'hour_of_day(now) >= 12']],
  ['every day of the week', ['day_of_week(now) <= 5', 'day_of_week(now) in [6, 7]']],
  ['the day and the hours of it', ['now < at_hour(now, 8)', 'hour_of_day(now) >= 8']],
  ['a day and 24 hours', ['now < add_hours(order.at, 24)', 'days_between(order.at, now) >= 1']],
  ['the days of a timestamp', ['date_of(now) <= order.until', 'calendar_days_between(order.until, now) > 0']],
  [
    'every day that is worked on, and every other',
    [
      "is_working_day(order.until) and order.until < '2090-01-01'",
      "not is_working_day(order.until) or order.until >= '2090-01-01'",
    ],
  ],
  [
    'working days, as no more of them than of others',
    [
      "calendar_days_between('2026-01-01', order.until) < 5",
      "working_days_between('2026-01-01', order.until) <= 5 or order.until > '2026-01-05'",
    ],
  ],
])('rules for %s leave nothing to the default', async (_, [first = '', second = '']) => {
  const findings = await findingsOf([denies('first', first), pays('second', second, 'order.paid')])
  expect(findings.filter(({ code }) => code === 'falls_to_default')).toMatchObject([{ status: 'proved' }])
})

it.each([
  ['UTC', 'months_between(order.at, now) >= 3 and calendar_days_between(order.at, now) < 80'],
  ['Europe/Berlin', 'hour_of_day(now) >= 24'],
  ['Europe/Berlin', 'months_between(order.at, now) > 0 and calendar_days_between(order.at, now) < 20'],
  ['UTC', 'is_working_day(now) and day_of_week(now) > 5'],
  ['Europe/Berlin', "is_working_day(order.until) and order.until in ['2026-04-06', '2026-12-26']"],
  ['Europe/Berlin', 'working_days_between(order.at, now) > 3 and calendar_days_between(order.at, now) <= 3'],
  ['Europe/Berlin', 'working_days_between(order.at, now) >= 10 and calendar_days_between(order.at, now) < 12'],
  ['UTC', 'working_days_between(order.at, now) < 10 and calendar_days_between(order.at, now) > 30'],
  ['UTC', 'working_days_between(order.at, now) > 0 and calendar_days_between(order.at, now) < 0'],
  ['Europe/Berlin', 'now > add_working_days(order.at, 5) and days_between(order.at, now) < 3'],
  ['America/New_York', 'now < add_working_days(order.at, 5) and days_between(order.at, now) > 40'],
  ['UTC', 'add_working_days(order.until, -3) > order.until'],
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

it.each(['UTC', 'Europe/Berlin'])('working days of %s are in the orders that it shows', async (zone) => {
  const when =
    'working_days_between(order.at, now) == 14 and is_working_day(now) and order.until == add_working_days(order.until, 0)'
  const findings = await findingsOf([pays('more', when, 'order.paid + 1')], zone)
  expect(findings.filter(({ severity }) => severity === 'error')).toMatchObject([
    { code: 'refund_above_charge', status: 'example', example: { decision: { rule: 'more' } } },
  ])
})

it.each([
  "working_days_between('2026-01-01', now) > 0 and now > '2027-01-03T00:00:00Z'",
  "add_working_days(now, 2) > now and now > '2027-01-03T00:00:00Z'",
  "add_working_days(order.until, -2) < order.until and order.until > '2027-01-01'",
  "add_working_days(order.until, 2) > order.until and order.until == '2026-12-31'",
])('where holidays are not known, %s holds never', async (when) => {
  const findings = await findingsOf([pays('never', when, 'order.paid')], 'Europe/Berlin', '2026-12-31')
  expect(findings.filter(({ severity }) => severity === 'warning')).toMatchObject([
    { code: 'condition_never_holds', status: 'proved' },
  ])
})
