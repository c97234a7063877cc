import { Rational } from '../../money/rational.ts'
import { roundingModes } from '../../money/rounding-mode.ts'
import type { Value } from '../model/value.ts'
import { CalculationFault } from './calculation-fault.ts'
import { compareValues } from './compare-values.ts'
import { argument, type FunctionImplementation, numberArgument } from './function-implementation.ts'

const hundred = Rational.of(100n)

/** Arithmetic over known, exact numbers: nothing is rounded but where the formula says so. */
export const numberFunctions = {
  add: (args) => numberArgument(args, 0).plus(numberArgument(args, 1)),
  subtract: (args) => numberArgument(args, 0).minus(numberArgument(args, 1)),
  multiply: (args) => numberArgument(args, 0).times(numberArgument(args, 1)),
  divide: (args) => orFault(partialFunctions.divide, args),
  negate: (args) => numberArgument(args, 0).negated(),
  min: (args) => args.reduce(smaller),
  max: (args) => args.reduce(larger),
  sum: (args) => numbers(args).reduce((total, value) => total.plus(value)),
  abs: (args) => numberArgument(args, 0).absolute(),
  clamp: (args) => orFault(partialFunctions.clamp, args),
  floor: (args) => numberArgument(args, 0).round(0, 'floor'),
  ceil: (args) => numberArgument(args, 0).round(0, 'ceiling'),
  round: (args) => round(args),
  percent: (args) => percent(numberArgument(args, 0), numberArgument(args, 1)),
  prorate: (args) => orFault(partialFunctions.prorate, args),
} satisfies Record<string, FunctionImplementation>

/** So many hundredths of the value. */
export function percent(value: Rational, hundredths: Rational): Rational {
  return value.times(hundredths).dividedBy(hundred)
}

function numbers(args: readonly Value[]): Rational[] {
  return args.map((_, index) => numberArgument(args, index))
}

/** The smaller of two numbers, the earlier of two times; the first where they are equal. */
export function smaller<Kind extends Value>(left: Kind, right: Kind): Kind {
  return compareValues(left, right) <= 0 ? left : right
}

/** The larger of two numbers, the later of two times; the first where they are equal. */
export function larger<Kind extends Value>(left: Kind, right: Kind): Kind {
  return compareValues(left, right) >= 0 ? left : right
}

/** A calculation of known numbers that may have no result: null then, and what is said of it. */
interface Partial {
  readonly calculate: (...numbers: readonly [Rational, Rational, Rational]) => Rational | null
  readonly fault: string
}

/** The calculations that commonly fail, without an exception. */
export const partialFunctions = {
  divide: {
    calculate: (dividend, divisor) => (divisor.sign() === 0 ? null : dividend.dividedBy(divisor)),
    fault: 'division by zero',
  },
  clamp: { calculate: within, fault: 'clamp has its low end above its high end' },
  prorate: {
    calculate: (amount, part, whole) => amount.prorated(part, whole),
    fault: 'prorate over a whole that is not above zero',
  },
} as const satisfies Readonly<Record<string, Partial>>

function within(value: Rational, low: Rational, high: Rational): Rational | null {
  if (value.compare(low) >= 0 && value.compare(high) <= 0) return value
  if (low.compare(high) > 0) return null
  return smaller(larger(value, low), high)
}

function orFault({ calculate, fault }: Partial, args: readonly Value[]): Rational {
  const [first, second, third = Rational.zero] = numbers(args)
  if (first === undefined || second === undefined) throw new TypeError('an argument is missing')
  const result = calculate(first, second, third)
  if (result === null) throw new CalculationFault(fault)
  return result
}

function round(args: readonly Value[]): Rational {
  const mode = roundingModes.find((candidate) => candidate === argument(args, 2))
  if (mode === undefined) throw new TypeError('round needs a rounding mode')
  return numberArgument(args, 0).round(Number(numberArgument(args, 1).toBigInt()), mode)
}
