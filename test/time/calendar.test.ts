import { describe, expect, it } from '@jest/globals'
import {
  addToDate,
  addToInstant,
  dateAt,
  daysBetweenDates,
  daysInMonth,
  startOfDate,
  startOfDay,
} from '../../src/time/calendar.ts'
import { isTimeZone } from '../../src/time/time-zone.ts'

const at = (text: string) => Date.parse(text)

describe('days of a time zone', () => {
  it.each([
    ['2026-11-23T23:30:00Z', 'UTC', '2026-11-23T00:00:00Z', '2026-11-23'],
    ['2026-11-23T23:30:00Z', 'Europe/Berlin', '2026-11-23T23:00:00Z', '2026-11-24'],
    ['2026-11-23T23:30:00Z', 'America/New_York', '2026-11-23T05:00:00Z', '2026-11-23'],
    ['2026-03-29T12:00:00Z', 'Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29'],
    // Beirut has no midnight on this day: clocks went from 00:00 to 01:00.
    ['2022-03-27T12:00:00Z', 'Asia/Beirut', '2022-03-26T22:00:00Z', '2022-03-27'],
    // Havana has two midnights on this day; the first begins it.
    ['2025-11-02T12:00:00Z', 'America/Havana', '2025-11-02T04:00:00Z', '2025-11-02'],
  ])('at %s the day in %s began at %s', (instant, zone, start, date) => {
    expect(startOfDay(at(instant), zone)).toBe(at(start))
    expect(startOfDate(date, zone)).toBe(at(start))
    expect(dateAt(at(instant), zone)).toBe(date)
  })
})

describe('steps of the calendar', () => {
  it.each([
    ['2026-03-28T11:00:00Z', { days: 1 }, '2026-03-29T10:00:00Z'],
    ['2026-10-24T10:00:00Z', { days: 1 }, '2026-10-25T11:00:00Z'],
    ['2026-01-31T11:00:00Z', { months: 1 }, '2026-02-28T11:00:00Z'],
    ['2026-03-31T10:00:00Z', { months: -1 }, '2026-02-28T11:00:00Z'],
  ])('from %s, %j later in Berlin it is %s', (from, step, to) => {
    expect(addToInstant(at(from), step, 'Europe/Berlin')).toBe(at(to))
  })

  it('end where four digits cannot write the year', () => {
    expect(addToDate('9999-12-31', { days: 1 })).toBeUndefined()
    expect(addToDate('0001-01-01', { months: -1 })).toBeUndefined()
    expect(addToInstant(at('2026-01-01'), { months: 4_000_000 }, 'UTC')).toBeUndefined()
  })

  it('count days and the days of a month', () => {
    expect(daysBetweenDates('2024-02-28', '2024-03-01')).toBe(2)
    expect(daysBetweenDates('2026-03-01', '2026-02-28')).toBe(-1)
    expect(['2024-02-10', '1900-02-01', '2000-02-01', '2026-12-31', '0004-02-01'].map(daysInMonth)).toEqual([
      29, 28, 29, 31, 29,
    ])
  })
})

it.each([
  ['UTC', true],
  ['Europe/Berlin', true],
  ['America/Argentina/Buenos_Aires', true],
  ['Etc/GMT+5', true],
  ['+01:00', false],
  ['Europe/Nowhere', false],
  ['', false],
  ['../etc/passwd', false],
])('%j is a time zone: %s', (text, is) => {
  expect(isTimeZone(text)).toBe(is)
})
