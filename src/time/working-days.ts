import { millisecondsPerDay } from './civil-day.ts'

/** Which days of the week are worked on, and what is known of holidays. */
export interface WorkingWeek {
  /** From 1 for Monday to 7, ascending, at least one. */
  readonly weekdays: readonly number[]
  /** Days `YYYY-MM-DD`, ascending, each once; those that fall on other days of the week among them. */
  readonly holidays: readonly string[]
  /** The last day `YYYY-MM-DD` up to which all holidays are known; null where that has no end. */
  readonly knownUntil: string | null
}

/** The same, ready to be counted. Days are numbers, counted from 1970-01-01. */
export interface WorkingDays extends WorkingWeek {
  readonly lastKnown: number | null
  /** The holidays that would be working days, ascending. */
  readonly free: readonly number[]
  /** How many working days lie before each of those, since the week of 1970-01-01 began. */
  readonly before: readonly number[]
}

/** 1970-01-01 was a Thursday. */
const daysToMonday = 3

/** Makes a week ready to be counted by: nothing takes longer for days that are further apart. */
export function createWorkingDays({ weekdays, holidays, knownUntil }: WorkingWeek): WorkingDays {
  const free = holidays.map(numberOf).filter((day) => weekdays.includes(weekdayOf(day)))
  return {
    weekdays,
    holidays,
    knownUntil,
    lastKnown: knownUntil === null ? null : numberOf(knownUntil),
    free,
    before: free.map((day, index) => weekdaysUpTo(weekdays, day) - 1 - index),
  }
}

/** Whether the day is a working day; null where its holidays are not known. */
export function isWorkingDay(of: WorkingDays, day: number): boolean | null {
  return isKnown(of, day) ? isWorked(of, day) : null
}

/**
 * How many working days lie after the first day, up to and with the second; those after the second up to the first,
 * below 0, where that is earlier. Null where the holidays of one of these days are not known.
 */
export function workingDaysBetween(of: WorkingDays, from: number, to: number): number | null {
  if (from !== to && !isKnown(of, Math.max(from, to))) return null
  return workingUpTo(of, to) - workingUpTo(of, from)
}

/**
 * The working day that is so many after the day, or before it where the number is below 0. For 0 it is the day itself, or
 * the next one where it is none. Null where the holidays of a day on the way are not known.
 */
export function moveByWorkingDays(of: WorkingDays, day: number, steps: number): number | null {
  if (steps < 0) return isKnown(of, day - 1) ? nth(of, workingUpTo(of, day - 1) + steps + 1) : null
  const there = steps === 0 && isWorked(of, day) ? day : nth(of, workingUpTo(of, day) + Math.max(steps, 1))
  return isKnown(of, there) ? there : null
}

/** The day of the week, from 1 for Monday to 7. */
export function weekdayOf(day: number): number {
  return day + daysToMonday - 7 * Math.floor((day + daysToMonday) / 7) + 1
}

function isKnown({ lastKnown }: WorkingDays, day: number): boolean {
  return lastKnown === null || day <= lastKnown
}

function isWorked({ weekdays, free }: WorkingDays, day: number): boolean {
  return weekdays.includes(weekdayOf(day)) && free[countBelow(free, day)] !== day
}

function weekdaysUpTo(weekdays: readonly number[], day: number): number {
  const weekday = weekdayOf(day)
  const weeks = (day + daysToMonday - (weekday - 1)) / 7
  return weeks * weekdays.length + countBelow(weekdays, weekday + 1)
}

function workingUpTo({ weekdays, free }: WorkingDays, day: number): number {
  return weekdaysUpTo(weekdays, day) - countBelow(free, day + 1)
}

/** The day that as many working days lead up to, itself among them. */
function nth({ weekdays, before }: WorkingDays, count: number): number {
  const place = count + countBelow(before, count) - 1
  const weeks = Math.floor(place / weekdays.length)
  return 7 * weeks + (weekdays[place - weeks * weekdays.length] ?? 1) - 1 - daysToMonday
}

function numberOf(date: string): number {
  return Date.parse(date) / millisecondsPerDay
}

/** How many of the numbers, which ascend, are below the limit. */
function countBelow(numbers: readonly number[], limit: number): number {
  let [from, to] = [0, numbers.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((numbers[middle] ?? limit) < limit) from = middle + 1
    else to = middle
  }
  return from
}
