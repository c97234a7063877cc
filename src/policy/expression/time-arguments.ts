import {
  addToDate,
  addToInstant,
  type CalendarStep,
  dateAt,
  dayNumberAt,
  daysBetweenDates,
} from '../../time/calendar.ts'
import { parseDate } from '../../time/parse-date.ts'
import type { Value } from '../model/value.ts'
import { CalculationFault } from './calculation-fault.ts'
import { argument, type CalculationContext, numberArgument } from './function-implementation.ts'

/** More days than there are in the years 1 to 9999. */
export const longestStep = 4_000_000n

/** The argument at the index, which the type check has made a timestamp (milliseconds) or a date. */
export function timeArgument(args: readonly Value[], index: number): number | string {
  const value = argument(args, index)
  if (typeof value === 'number' || typeof value === 'string') return value
  throw new TypeError(`argument ${index + 1} is not a time`)
}

/** The day's number in the zone of the policy, counted from 1970. Throws {@link CalculationFault} outside of the years 1 to 9999. */
export function dayOf(time: number | string, context: CalculationContext): number {
  const known = typeof time === 'number' ? dayNumberAt(time, context.timeZone) : null
  return known ?? daysBetweenDates('1970-01-01', dateOf(time, context))
}

/** The day in the zone of the policy. Throws {@link CalculationFault} outside of the years 1 to 9999. */
export function dateOf(time: number | string, context: CalculationContext): string {
  if (typeof time === 'string') return time
  // The first and last hours of the years 1 to 9999 may be another year's in the zone.
  const date = parseDate(dateAt(time, context.timeZone))
  if (date === undefined) throw new CalculationFault('the date is out of range')
  return date
}

/** The number of days or months to add. Throws {@link CalculationFault} for a part of one, and for more than there are. */
export function wholeSteps(args: readonly Value[], unit: 'days' | 'months' | 'working days'): number {
  const steps = numberArgument(args, 1)
  if (!steps.isInteger()) throw new CalculationFault(`only a whole number of ${unit} can be added`)
  const whole = steps.toBigInt()
  if (whole > longestStep || whole < -longestStep) throw new CalculationFault('the date is out of range')
  return Number(whole)
}

/** So many calendar days or months later; a timestamp keeps its time of day. Throws {@link CalculationFault} outside of the years 1 to 9999. */
export function moved(time: number | string, step: CalendarStep, context: CalculationContext): Value {
  const there = typeof time === 'string' ? addToDate(time, step) : addToInstant(time, step, context.timeZone)
  if (there === undefined) throw new CalculationFault('the date is out of range')
  return there
}
