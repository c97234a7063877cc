import { Rational } from '../../money/rational.ts'
import { roundingModes } from '../../money/rounding-mode.ts'
import type { Value } from '../model/value.ts'
import { CalculationFault } from './calculation-fault.ts'
import { argument, type FunctionImplementation, numberArgument } from './function-implementation.ts'

const hundred = Rational.of(100n)

/** Arithmetic over known, exact numbers: nothing is rounded but where the formula says so. */
export const numberFunctions = {
  add: (args) => numberArgument(args, 0).plus(numberArgument(args, 1)),
  subtract: (args) => numberArgument(args, 0).minus(numberArgument(args, 1)),
  multiply: (args) => numberArgument(args, 0).times(numberArgument(args, 1)),
  divide: (args) => numberArgument(args, 0).dividedBy(numberArgument(args, 1)),
  negate: (args) => numberArgument(args, 0).negated(),
  min: (args) => numbers(args).reduce(smaller),
  max: (args) => numbers(args).reduce(larger),
  sum: (args) => numbers(args).reduce((total, value) => total.plus(value)),
  abs: (args) => numberArgument(args, 0).absolute(),
  clamp: (args) => clamp(numberArgument(args, 0), numberArgument(args, 1), numberArgument(args, 2)),
  floor: (args) => numberArgument(args, 0).round(0, 'floor'),
  ceil: (args) => numberArgument(args, 0).round(0, 'ceiling'),
  round: (args) => round(args),
  percent: (args) => percent(numberArgument(args, 0), numberArgument(args, 1)),
  prorate: (args) => prorate(numberArgument(args, 0), numberArgument(args, 1), numberArgument(args, 2)),
} satisfies Record<string, FunctionImplementation>

/** So many hundredths of the value. */
export function percent(value: Rational, hundredths: Rational): Rational {
  return value.times(hundredths).dividedBy(hundred)
}

function numbers(args: readonly Value[]): Rational[] {
  return args.map((_, index) => numberArgument(args, index))
}

/** The smaller of two; the first where they are equal. */
export function smaller(left: Rational, right: Rational): Rational {
  return left.compare(right) <= 0 ? left : right
}

/** The larger of two; the first where they are equal. */
export function larger(left: Rational, right: Rational): Rational {
  return left.compare(right) >= 0 ? left : right
}

/** The value kept within two ends; a {@link CalculationFault} where they are crossed. */
export function clamp(value: Rational, low: Rational, high: Rational): Rational {
  if (low.compare(high) > 0) throw new CalculationFault('clamp has its low end above its high end')
  return smaller(larger(value, low), high)
}

/** amount * part / whole, the part kept within 0 and the whole; a {@link CalculationFault} where the whole is not above 0. */
export function prorate(amount: Rational, part: Rational, whole: Rational): Rational {
  if (whole.sign() <= 0) throw new CalculationFault('prorate over a whole that is not above zero')
  // Multiplied first: a quotient is a longer fraction than the result needs.
  return amount.times(clamp(part, Rational.zero, whole)).dividedBy(whole)
}

function round(args: readonly Value[]): Rational {
  const mode = roundingModes.find((candidate) => candidate === argument(args, 2))
  if (mode === undefined) throw new TypeError('round needs a rounding mode')
  return numberArgument(args, 0).round(Number(numberArgument(args, 1).toBigInt()), mode)
}
