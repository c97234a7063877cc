import { Rational } from '../../money/rational.ts'
import type { WorkingDays } from '../../time/working-days.ts'
import type { Value } from '../model/value.ts'

/** What a calculation needs besides its arguments. */
export interface CalculationContext {
  /** The policy's IANA time zone. */
  readonly timeZone: string
  /** Null where the policy does not say which days are working days, and so counts none. */
  readonly workingDays: WorkingDays | null
}

export type FunctionImplementation = (args: readonly Value[], context: CalculationContext) => Value

/** The argument at the index, which the type check has made a number. */
export function numberArgument(args: readonly Value[], index: number): Rational {
  const value = args[index]
  if (value instanceof Rational) return value
  throw new TypeError(`argument ${index + 1} is not a number`)
}

/** The argument at the index, whatever its type. */
export function argument(args: readonly Value[], index: number): Value {
  const value = args[index]
  if (value === undefined) throw new TypeError(`argument ${index + 1} is missing`)
  return value
}
