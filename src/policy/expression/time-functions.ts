import { Rational } from '../../money/rational.ts'
import {
  addToDate,
  addToInstant,
  type CalendarStep,
  clockAt,
  dateAt,
  dayNumberAt,
  daysBetweenDates,
  daysInMonth,
  instantAtClock,
  monthsBetween,
  startOfDate,
} from '../../time/calendar.ts'
import { millisecondsPerDay } from '../../time/civil-day.ts'
import { isInInstantRange } from '../../time/instant-range.ts'
import { parseDate } from '../../time/parse-date.ts'
import type { Value } from '../model/value.ts'
import { CalculationFault } from './calculation-fault.ts'
import {
  argument,
  type CalculationContext,
  type FunctionImplementation,
  numberArgument,
} from './function-implementation.ts'

/** More days than there are in the years 1 to 9999. */
const longestStep = 4_000_000n
const hour = Rational.ofInteger(3_600_000)
const day = Rational.ofInteger(millisecondsPerDay)

/** Time over known timestamps (numbers) and dates (text): elapsed time exactly, the calendar in the policy's zone. */
export const timeFunctions = {
  hours_between: (args, context) => elapsed(args, context).dividedBy(hour),
  days_between: (args, context) => elapsed(args, context).dividedBy(day),
  calendar_days_between: (args, context) => calendarDays(timeArgument(args, 0), timeArgument(args, 1), context),
  months_between: (args, context) => wholeMonths(timeArgument(args, 0), timeArgument(args, 1), context),
  day_of_month: (args, context) => Rational.ofInteger(Number(dateArgument(args, 0, context).slice(-2))),
  days_in_month: (args, context) => Rational.ofInteger(daysInMonth(dateArgument(args, 0, context))),
  day_of_week: (args, context) => Rational.ofInteger(weekday(dayOf(timeArgument(args, 0), context))),
  hour_of_day: (args, context) => Rational.ofInteger(clockOf(timeArgument(args, 0), context)).dividedBy(hour),
  date_of: (args, context) => dateArgument(args, 0, context),
  at_hour: (args, context) => atHour(dateArgument(args, 0, context), numberArgument(args, 1), context),
  add_hours: (args, context) => addHours(instantOf(timeArgument(args, 0), context), numberArgument(args, 1)),
  add_days: (args, context) => move(args, { days: wholeSteps(args, 'days') }, context),
  add_months: (args, context) => move(args, { months: wholeSteps(args, 'months') }, context),
} satisfies Record<string, FunctionImplementation>

function timeArgument(args: readonly Value[], index: number): number | string {
  const value = argument(args, index)
  if (typeof value === 'number' || typeof value === 'string') return value
  throw new TypeError(`argument ${index + 1} is not a time`)
}

function calendarDays(from: number | string, to: number | string, context: CalculationContext): Rational {
  return Rational.ofInteger(dayOf(to, context) - dayOf(from, context))
}

/** The day's number, counted from 1970. */
function dayOf(time: number | string, context: CalculationContext): number {
  const known = typeof time === 'number' ? dayNumberAt(time, context.timeZone) : null
  return known ?? daysBetweenDates('1970-01-01', dateOf(time, context))
}

/** The first instant of a date is its midnight; two dates have no hours to differ by. */
function wholeMonths(from: number | string, to: number | string, context: CalculationContext): Rational {
  const areDates = typeof from === 'string' && typeof to === 'string'
  const timeZone = areDates ? 'UTC' : context.timeZone
  return Rational.ofInteger(monthsBetween(instantOf(from, { timeZone }), instantOf(to, { timeZone }), timeZone))
}

function clockOf(time: number | string, context: CalculationContext): number {
  return typeof time === 'string' ? 0 : clockAt(time, context.timeZone)
}

function atHour(date: string, hours: Rational, context: CalculationContext): Value {
  const clock = wholeMilliseconds(hours)
  if (clock < 0 || clock > millisecondsPerDay) throw new CalculationFault('the hour of a day is not from 0 to 24')
  return inRange(instantAtClock(date, clock, context.timeZone))
}

function addHours(from: number, hours: Rational): Value {
  return inRange(from + wholeMilliseconds(hours))
}

function wholeMilliseconds(hours: Rational): number {
  const milliseconds = hours.times(hour)
  if (!milliseconds.isInteger()) throw new CalculationFault('the hours are no whole number of milliseconds')
  const whole = milliseconds.toBigInt()
  const longest = longestStep * BigInt(millisecondsPerDay)
  if (whole > longest || whole < -longest) throw new CalculationFault('the date is out of range')
  return Number(whole)
}

function inRange(milliseconds: number): number {
  if (isInInstantRange(milliseconds)) return milliseconds
  throw new CalculationFault('the date is out of range')
}

/** From 1 for Monday to 7; 1970-01-01 was a Thursday. */
function weekday(number: number): number {
  return number + 4 - 7 * Math.floor((number + 3) / 7)
}

function dateArgument(args: readonly Value[], index: number, context: CalculationContext): string {
  return dateOf(timeArgument(args, index), context)
}

function dateOf(time: number | string, context: CalculationContext): string {
  if (typeof time === 'string') return time
  // The first and last hours of the years 1 to 9999 may be another year's in the zone.
  const date = parseDate(dateAt(time, context.timeZone))
  if (date === undefined) throw new CalculationFault('the date is out of range')
  return date
}

/** Milliseconds from the first to the second. Two dates are whole days apart; a date beside a timestamp is its midnight. */
function elapsed(args: readonly Value[], context: CalculationContext): Rational {
  const from = timeArgument(args, 0)
  const to = timeArgument(args, 1)
  if (typeof from === 'string' && typeof to === 'string')
    return Rational.ofInteger(daysBetweenDates(from, to) * millisecondsPerDay)
  return Rational.ofInteger(instantOf(to, context) - instantOf(from, context))
}

function instantOf(time: number | string, context: CalculationContext): number {
  return typeof time === 'string' ? startOfDate(time, context.timeZone) : time
}

function wholeSteps(args: readonly Value[], unit: 'days' | 'months'): number {
  const steps = numberArgument(args, 1)
  if (!steps.isInteger()) throw new CalculationFault(`only a whole number of ${unit} can be added`)
  const whole = steps.toBigInt()
  if (whole > longestStep || whole < -longestStep) throw new CalculationFault('the date is out of range')
  return Number(whole)
}

function move(args: readonly Value[], step: CalendarStep, context: CalculationContext): Value {
  const time = timeArgument(args, 0)
  const moved = typeof time === 'string' ? addToDate(time, step) : addToInstant(time, step, context.timeZone)
  if (moved === undefined) throw new CalculationFault('the date is out of range')
  return moved
}
