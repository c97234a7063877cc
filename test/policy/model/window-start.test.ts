import { expect, it } from '@jest/globals'
import type { HistoryWindow } from '../../../src/policy/model/history-query.ts'
import { windowStart } from '../../../src/policy/model/window-start.ts'

const hour = 3_600_000

it.each<[string, HistoryWindow, string, string, string]>([
  ['a duration', { milliseconds: 24 * hour }, 'Europe/Vienna', '2026-03-29T12:00:00Z', '2026-03-28T12:00:00.000Z'],
  ['a month ends on the last day', { months: 1 }, 'UTC', '2026-03-31T12:00:00Z', '2026-02-28T12:00:00.000Z'],
  ['months keep the local time', { months: 2 }, 'Europe/Vienna', '2026-04-15T10:00:00Z', '2026-02-15T11:00:00.000Z'],
  ['twelve months', { months: 12 }, 'UTC', '2024-02-29T00:00:00Z', '2023-02-28T00:00:00.000Z'],
  ['the running month', 'calendar_month', 'UTC', '2026-03-31T12:00:00Z', '2026-02-28T23:59:59.999Z'],
  ['the month of the zone', 'calendar_month', 'Asia/Tokyo', '2026-03-31T16:00:00Z', '2026-03-31T14:59:59.999Z'],
])('%s begins after an instant', (_, within, zone, now, start) => {
  expect(new Date(windowStart({ within }, Date.parse(now), zone) ?? Number.NaN).toISOString()).toBe(start)
})

it('nothing is left out without a window, nor by one that begins before the calendar', () => {
  const now = Date.parse('2026-03-29T12:00:00Z')
  expect(windowStart({ within: null }, now, 'UTC')).toBeNull()
  expect(windowStart({ within: { months: 1200 } }, Date.parse('0050-01-01T00:00:00Z'), 'UTC')).toBeNull()
})
