import { expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { DateTime } from 'luxon'
import { addToInstant, clockAt, dateAt, dayNumberAt, instantAtClock, startOfDay } from '../../src/time/calendar.ts'
import { civilDay, dayNumber, dayText, lengthOfMonth } from '../../src/time/civil-day.ts'

const zones = [
  'UTC',
  'Europe/Berlin',
  'Europe/Dublin',
  'America/New_York',
  'America/Havana',
  'America/St_Johns',
  'Atlantic/Azores',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
]
const day = 86_400_000
/** Around the ends of days and changes of clocks, and anywhere from 1890 to 2210. */
const instants = fc.oneof(
  fc.integer({ min: Date.UTC(1890, 0), max: Date.UTC(2210, 0) }),
  fc
    .tuple(fc.integer({ min: -1, max: 40_000 }), fc.integer({ min: 0, max: 48 }), fc.integer({ min: -1, max: 1 }))
    .map(([days, halfHours, more]) => days * day + halfHours * 1_800_000 + more),
  fc
    .tuple(
      fc.constantFrom('2026-03-29', '2026-10-25', '2025-11-02', '2022-03-27', '2011-12-30', '2026-04-05', '2026-03-08'),
      fc.integer({ min: -96, max: 96 }),
      fc.integer({ min: -1, max: 1 }),
    )
    .map(([date, halfHours, more]) => Date.parse(date) + halfHours * 1_800_000 + more),
)
const steps = fc.oneof(
  fc.integer({ min: -800, max: 800 }).map((days) => ({ days })),
  fc.integer({ min: -40, max: 40 }).map((months) => ({ months })),
)

function firstInstant(milliseconds: number, zone: string): number {
  const date = DateTime.fromMillis(milliseconds, { zone }).toISODate()
  const candidates = Array.from({ length: 24 }, (_, index) => {
    const midnight = DateTime.fromMillis(milliseconds, { zone }).startOf('day').toMillis()
    return midnight - index * 900_000
  })
  return Math.min(...candidates.filter((at) => DateTime.fromMillis(at, { zone }).toISODate() === date))
}

it('days, steps and starts of days are what luxon says, whatever the zone does', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), instants, steps, (zone, at, step) => {
      const time = DateTime.fromMillis(at, { zone })
      expect(dateAt(at, zone)).toBe(time.toFormat('yyyy-MM-dd'))
      expect(addToInstant(at, step, zone)).toBe(time.plus(step).toMillis())
      const days = dayNumberAt(at, zone)
      if (days !== null) expect(dayText(civilDay(days))).toBe(time.toISODate())
    }),
    { numRuns: 800 },
  )
  fc.assert(
    fc.property(fc.constantFrom(...zones), instants, (zone, at) => {
      expect(startOfDay(at, zone)).toBe(firstInstant(at, zone))
    }),
    { numRuns: 40 },
  )
})

it('the clock is what luxon says, and an hour of a day is the first moment at which the clock shows it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), instants, (zone, at) => {
      const { hour, minute, second, millisecond } = DateTime.fromMillis(at, { zone })
      const clock = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
      expect(clockAt(at, zone)).toBe(clock)
      const first = instantAtClock(dateAt(at, zone), clock, zone)
      expect(first).toBeLessThanOrEqual(at)
      expect([dateAt(first, zone), clockAt(first, zone)]).toEqual([dateAt(at, zone), clock])
      expect(at - first).toBeLessThanOrEqual(day)
    }),
    { numRuns: 400 },
  )
})

it('days are numbered as Date counts them, and numbered back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (days) => {
      const text = new Date(days * day).toISOString().slice(0, 10)
      const civil = civilDay(days)
      const padded = `${String(civil.year).padStart(4, '0')}-${String(civil.month).padStart(2, '0')}`
      expect(text.startsWith(padded)).toBe(true)
      expect(civil.day).toBe(Number(text.slice(8)))
      expect(dayNumber(civil)).toBe(days)
      const last = dayNumber({ ...civil, day: lengthOfMonth(civil.year, civil.month) })
      expect(civilDay(last + 1).day).toBe(1)
    }),
  )
})
