import { Rational } from '../../money/rational.ts'
import {
  clockAt,
  daysBetweenDates,
  daysInMonth,
  instantAtClock,
  monthsBetween,
  startOfDate,
} from '../../time/calendar.ts'
import { millisecondsPerDay } from '../../time/civil-day.ts'
import { isInInstantRange } from '../../time/instant-range.ts'
import { weekdayOf } from '../../time/working-days.ts'
import type { Value } from '../model/value.ts'
import { CalculationFault } from './calculation-fault.ts'
import { type CalculationContext, type FunctionImplementation, numberArgument } from './function-implementation.ts'
import { dateOf, dayOf, longestStep, moved, timeArgument, wholeSteps } from './time-arguments.ts'
import { workingDayFunctions } from './working-day-functions.ts'

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
  day_of_week: (args, context) => Rational.ofInteger(weekdayOf(dayOf(timeArgument(args, 0), context))),
  hour_of_day: (args, context) => Rational.ofInteger(clockOf(timeArgument(args, 0), context)).dividedBy(hour),
  date_of: (args, context) => dateArgument(args, 0, context),
  at_hour: (args, context) => atHour(dateArgument(args, 0, context), numberArgument(args, 1), context),
  add_hours: (args, context) => addHours(instantOf(timeArgument(args, 0), context), numberArgument(args, 1)),
  add_days: (args, context) => moved(timeArgument(args, 0), { days: wholeSteps(args, 'days') }, context),
  add_months: (args, context) => moved(timeArgument(args, 0), { months: wholeSteps(args, 'months') }, context),
  ...workingDayFunctions,
} satisfies Record<string, FunctionImplementation>

function calendarDays(from: number | string, to: number | string, context: CalculationContext): Rational {
  return Rational.ofInteger(dayOf(to, context) - dayOf(from, context))
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

function dateArgument(args: readonly Value[], index: number, context: CalculationContext): string {
  return dateOf(timeArgument(args, index), context)
}

/** Milliseconds from the first to the second. Two dates are whole days apart; a date beside a timestamp is its midnight. */
function elapsed(args: readonly Value[], context: CalculationContext): Rational {
  const from = timeArgument(args, 0)
  const to = timeArgument(args, 1)
  if (typeof from === 'string' && typeof to === 'string')
    return Rational.ofInteger(daysBetweenDates(from, to) * millisecondsPerDay)
  return Rational.ofInteger(instantOf(to, context) - instantOf(from, context))
}

function instantOf(time: number | string, { timeZone }: Pick<CalculationContext, 'timeZone'>): number {
  return typeof time === 'string' ? startOfDate(time, timeZone) : time
}
