import { expect, it } from '@jest/globals'
import { parsePolicy } from '../../../src/policy/parse/parse-policy.ts'
import { policyText, ruleThen, withFacts } from '../parse/policy-text.ts'

it.each([
  ['lists of items', { more: 'items: [{ sku: a }]\n' }],
  ['facts that are lists', withFacts('  order.lines: { type: list }\n')],
  ['facts with items', withFacts('  order.lines: { type: string, items: { price: decimal } }\n')],
  ['lists in formulas', { derived: 'derived: { total: "sum([1, 2])" }\n' }],
  ['several methods in one refund', ruleThen('{ outcome: approve, refund: 1, methods: { balance: 1 } }')],
  ['business-day calendars', { more: 'calendars: { ours: {} }\n' }],
  ['the calendar of a review', { more: 'review: { calendar: ours }\n' }],
  [
    'business days of a window',
    withFacts('  h: { type: integer, from: history, count: { entries: claims, business_days: 3 } }\n'),
  ],
])('reserved for later is refused with "not supported yet": %s', (_, changes) => {
  const { policy, diagnostics } = parsePolicy(policyText(changes))
  expect(policy).toBeNull()
  expect(diagnostics.map(({ message }) => message).join()).toMatch(/not supported yet/)
})
