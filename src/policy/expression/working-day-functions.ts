import { Rational } from '../../money/rational.ts'
import { isWorkingDay, moveByWorkingDays, type WorkingDays, workingDaysBetween } from '../../time/working-days.ts'
import type { WorkingDayFunction } from '../model/expression.ts'
import type { Value } from '../model/value.ts'
import { CalculationFault } from './calculation-fault.ts'
import type { CalculationContext, FunctionImplementation } from './function-implementation.ts'
import { dayOf, moved, timeArgument, wholeSteps } from './time-arguments.ts'

/** Working days as the policy says which they are, in its zone. A day whose holidays are not known is never counted. */
export const workingDayFunctions = {
  working_days_between: (args, context) => {
    const [from, to] = [dayOf(timeArgument(args, 0), context), dayOf(timeArgument(args, 1), context)]
    return Rational.ofInteger(known(workingDaysBetween(workingDaysOf(context), from, to), context))
  },
  add_working_days: (args, context) => addWorkingDays(timeArgument(args, 0), wholeSteps(args, 'working days'), context),
  is_working_day: (args, context) =>
    known(isWorkingDay(workingDaysOf(context), dayOf(timeArgument(args, 0), context)), context),
} satisfies Record<WorkingDayFunction, FunctionImplementation>

function addWorkingDays(time: number | string, steps: number, context: CalculationContext): Value {
  const from = dayOf(time, context)
  return moved(time, { days: known(moveByWorkingDays(workingDaysOf(context), from, steps), context) - from }, context)
}

function workingDaysOf({ workingDays }: CalculationContext): WorkingDays {
  if (workingDays === null) throw new TypeError('the policy does not say which days are working days')
  return workingDays
}

function known<Found>(found: Found | null, context: CalculationContext): Found {
  if (found !== null) return found
  throw new CalculationFault(`the holidays after ${workingDaysOf(context).knownUntil} are not known`)
}
