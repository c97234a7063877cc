import { expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import {
  createWorkingDays,
  isWorkingDay,
  moveByWorkingDays,
  type WorkingWeek,
  workingDaysBetween,
} from '../../src/time/working-days.ts'

const dayLength = 86_400_000
const numberOf = (day: string): number => Date.parse(day) / dayLength
const dateOf = (day: number): string => new Date(day * dayLength).toISOString().slice(0, 10)

/** The same, day by day. */
class Calendar {
  readonly #week: WorkingWeek

  constructor(week: WorkingWeek) {
    this.#week = week
  }

  isKnown(day: number): boolean {
    return this.#week.knownUntil === null || dateOf(day) <= this.#week.knownUntil
  }

  isWorkingDay(day: number): boolean {
    const date = dateOf(day)
    const weekday = new Date(date).getUTCDay() || 7
    return this.#week.weekdays.includes(weekday) && !this.#week.holidays.includes(date)
  }

  countBetween(from: number, to: number): number | null {
    const [first, last] = [Math.min(from, to), Math.max(from, to)]
    let count = 0
    for (let day = first + 1; day <= last; day += 1) {
      if (!this.isKnown(day)) return null
      if (this.isWorkingDay(day)) count += 1
    }
    return to < from ? 0 - count : count
  }

  move(from: number, steps: number): number | null {
    let day = from
    let left = Math.abs(steps)
    if (steps === 0) {
      while (this.isKnown(day) && !this.isWorkingDay(day)) day += 1
      return this.isKnown(day) ? day : null
    }
    while (left > 0) {
      day += Math.sign(steps)
      if (!this.isKnown(day)) return null
      if (this.isWorkingDay(day)) left -= 1
    }
    return day
  }
}

const [first, last] = [numberOf('2025-11-01'), numberOf('2027-02-28')]
const days = fc.integer({ min: first, max: last })
const weeks: fc.Arbitrary<WorkingWeek> = fc.record({
  weekdays: fc.oneof(
    fc.constant([1, 2, 3, 4, 5]),
    fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }).map((found) => found.toSorted((a, b) => a - b)),
  ),
  holidays: fc
    .oneof(
      fc.uniqueArray(days, { maxLength: 60 }),
      days.map((day) => Array.from({ length: 20 }, (_, index) => day + index)),
    )
    .map((found) => found.map(dateOf).toSorted()),
  knownUntil: fc.oneof(fc.constant(null), days.map(dateOf)),
})

it('counts, moves and knows as one does who goes from day to day', () => {
  fc.assert(
    fc.property(weeks, days, days, fc.integer({ min: -90, max: 90 }), (week, from, to, steps) => {
      const [workingDays, calendar] = [createWorkingDays(week), new Calendar(week)]
      expect(workingDaysBetween(workingDays, from, to)).toBe(calendar.countBetween(from, to))
      expect(moveByWorkingDays(workingDays, from, steps)).toBe(calendar.move(from, steps))
      expect(moveByWorkingDays(workingDays, from, 0)).toBe(calendar.move(from, 0))
      const known = calendar.isKnown(from) ? calendar.isWorkingDay(from) : null
      expect(isWorkingDay(workingDays, from)).toBe(known)
    }),
    { numRuns: 1500 },
  )
})

it('every day that is reached is as many working days away', () => {
  const week = { weekdays: [2, 3, 6], holidays: ['1969-12-31', '2026-06-30', '2026-12-26'], knownUntil: null }
  const workingDays = createWorkingDays(week)
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 4_000_000 }), (from, steps) => {
      const there = moveByWorkingDays(workingDays, from, steps) ?? from
      expect(isWorkingDay(workingDays, there)).toBe(true)
      expect(workingDaysBetween(workingDays, from, there)).toBe(steps)
      expect(moveByWorkingDays(workingDays, there, -steps)).toBe(
        isWorkingDay(workingDays, from) === true ? from : moveByWorkingDays(workingDays, from, -1),
      )
    }),
  )
})
