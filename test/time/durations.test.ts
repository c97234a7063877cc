import { expect, it } from '@jest/globals'
import { durationText, parseDuration } from '../../src/time/durations.ts'

const hour = 3_600_000

it.each([
  ['24 h', 24 * hour],
  ['1 hour', hour],
  ['72 hours', 72 * hour],
  ['90 min', 1.5 * hour],
  ['1 minute', hour / 60],
  ['15 minutes', hour / 4],
  ['1 day', 24 * hour],
  ['30 days', 720 * hour],
  ['2 weeks', 336 * hour],
  ['1 week', 168 * hour],
  ['24h', 24 * hour],
  ['0 h', 0],
])('reads %s', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds)
})

it.each([
  '',
  '24',
  'h',
  '-1 h',
  '1.5 h',
  '1  h',
  '1 month',
  '1 year',
  '10 s',
  '1 H',
  '01 h',
  'PT1H',
  '36526 days',
  '1 h 5 min',
])('refuses %j as a duration', (text) => {
  expect(parseDuration(text)).toBeUndefined()
})

it.each([
  ['24 h', '1 day'],
  ['2 weeks', '14 days'],
  ['36 h', '36 h'],
  ['60 min', '1 h'],
  ['90 min', '90 min'],
  ['0 h', '0 min'],
])('%s is written %s', (text, written) => {
  const milliseconds = parseDuration(text) ?? Number.NaN
  expect(durationText(milliseconds)).toBe(written)
  expect(parseDuration(written)).toBe(milliseconds)
})
