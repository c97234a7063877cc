import { expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { DateTime } from 'luxon'
import { Rational } from '../../../src/money/rational.ts'
import { applyFunction } from '../../../src/policy/expression/apply-function.ts'
import { createWorkingDays } from '../../../src/time/working-days.ts'

/** Around both changes of the clocks, a Saturday and a Sunday among the holidays. */
const holidays = ['2026-03-27', '2026-03-28', '2026-04-05', '2026-04-06', '2026-10-26', '2026-11-01']
const workingDays = createWorkingDays({ weekdays: [1, 2, 3, 4, 5], holidays, knownUntil: null })
const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Havana',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
)
const around = fc.constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-10-25', '2026-11-01')
const hours = fc
  .tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -1, max: 1 }))
  .map(([quarters, more]) => quarters * 900_000 + more)

function isWorked(day: DateTime): boolean {
  return day.weekday <= 5 && !holidays.includes(day.toISODate() ?? '')
}

function counted(from: DateTime, to: DateTime): number {
  let count = 0
  for (let day = from.startOf('day').plus({ days: 1 }); day <= to; day = day.plus({ days: 1 }).startOf('day')) {
    if (isWorked(day)) count += 1
  }
  return count
}

function reached(from: DateTime, steps: number): DateTime {
  let there = from
  let left = Math.max(Math.abs(steps), isWorked(from) ? 0 : 1)
  while (left > 0) {
    there = from.plus({
      days: Math.round(there.startOf('day').diff(from.startOf('day'), 'days').days) + (steps < 0 ? -1 : 1),
    })
    if (isWorked(there)) left -= 1
  }
  return there
}

it('days are those of the zone whatever its clocks do, and the time of day stays', () => {
  fc.assert(
    fc.property(zones, around, hours, hours, fc.integer({ min: -9, max: 9 }), (timeZone, day, one, other, steps) => {
      const context = { timeZone, workingDays }
      const [from, to] = [Math.min(one, other), Math.max(one, other)].map((at) =>
        DateTime.fromMillis(Date.parse(day) + at, { zone: timeZone }),
      )
      if (from === undefined || to === undefined) return
      const [start, end] = [from.toMillis(), to.toMillis()]
      expect(applyFunction('working_days_between', [start, end], context).toString()).toBe(String(counted(from, to)))
      const back = applyFunction('working_days_between', [end, start], context)
      expect(back.toString()).toBe(String(0 - counted(from, to)))
      const moved = applyFunction('add_working_days', [start, Rational.ofInteger(steps)], context)
      expect(moved).toBe(reached(from, steps).toMillis())
      expect(applyFunction('is_working_day', [start], context)).toBe(isWorked(from))
    }),
    { numRuns: 300 },
  )
})
