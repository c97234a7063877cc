import { expect, it } from '@jest/globals'
import { parseDate } from '../../src/time/parse-date.ts'
import { parseTimestamp } from '../../src/time/parse-timestamp.ts'

it.each([
  ['2026-11-23T08:00:00Z', '2026-11-23T08:00:00.000Z'],
  ['2026-11-23t08:00:00z', '2026-11-23T08:00:00.000Z'],
  ['2026-11-23T08:00:00.123456789Z', '2026-11-23T08:00:00.123Z'],
  ['2026-11-23T08:00:00.5+05:30', '2026-11-23T02:30:00.500Z'],
  ['2024-02-29T23:59:59-12:00', '2024-03-01T11:59:59.000Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
])('reads the timestamp %s', (text, instant) => {
  expect(new Date(parseTimestamp(text) ?? Number.NaN).toISOString()).toBe(instant)
})

it.each([
  '2026-11-23T08:00:00',
  '2026-11-23',
  '2026-11-23 08:00:00Z',
  '2026-11-23T08:00Z',
  '2026-02-29T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-11-23T24:00:00Z',
  '2026-11-23T08:60:00Z',
  '2016-12-31T23:59:60Z',
  '2026-11-23T08:00:00+24:00',
  '2026-11-23T08:00:00+01:60',
  '2026-11-23T08:00:00+0100',
  '2026-11-23T08:00:00.Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59-01:00',
  '+012026-11-23T08:00:00Z',
  '1763884800000',
  '',
])('refuses the timestamp %j', (text) => {
  expect(parseTimestamp(text)).toBeUndefined()
})

it.each(['2026-11-23', '2024-02-29', '0001-01-01', '9999-12-31'])('reads the date %s', (text) => {
  expect(parseDate(text)).toBe(text)
})

it.each(['2026-02-29', '1900-02-29', '2026-00-10', '2026-1-1', '20261123', '0000-01-01', '2026-11-23T08:00:00Z', ''])(
  'refuses the date %j',
  (text) => {
    expect(parseDate(text)).toBeUndefined()
  },
)
