import { millisecondsPerDay } from '../../time/civil-day.ts'
import { applyFunction } from '../expression/apply-function.ts'
import { CalculationFault } from '../expression/calculation-fault.ts'
import type { CalculationContext } from '../expression/function-implementation.ts'
import { timeFunctions } from '../expression/time-functions.ts'
import type { FunctionName } from '../model/expression.ts'
import type { Value } from '../model/value.ts'
import type { NumberTerm } from './number-terms.ts'
import { and, implies, intTerm, not } from './smt-term.ts'
import type { Translated } from './translated.ts'
import type { Translation } from './translation.ts'

/** The value of a function of times, and where it has one. */
export type CalculatedTime = NumberTerm & { readonly defined: string }

/** The functions that are about times. */
export type TimeFunction = keyof typeof timeFunctions

/** Whether the function is about times. */
export function isTimeFunction(name: FunctionName): name is TimeFunction {
  return Object.hasOwn(timeFunctions, name)
}

/** No zone is further from UTC, in milliseconds. */
export const furthest = 15 * 3_600_000
/** More days than there are in the years 1 to 9999. */
export const longestStep = 4_000_000

/** The instant of a time; of a date its midnight in the zone. */
export function instantOf({ script, policy, hints }: Translation, time: Translated): string {
  if (time.kind === 'timestamp') return time.value
  const midnight = `(* ${time.value} ${millisecondsPerDay})`
  if (policy.timeZone === 'UTC') return midnight
  return script.once(`midnight ${policy.timeZone} ${time.value}`, () => {
    const name = script.declare('Int', 'm')
    script.assertAbout(
      name,
      and(`(>= ${name} (- ${midnight} ${furthest}))`, `(<= ${name} (+ ${midnight} ${furthest}))`),
    )
    hints.usual.push({ about: name, term: `(= ${name} ${midnight})` })
    return name
  })
}

/** The day of a time, counted from 1970. */
export function dayOf({ script, policy, hints }: Translation, time: Translated): string {
  if (time.kind === 'date') return time.value
  const utc = `(div ${time.value} ${millisecondsPerDay})`
  if (policy.timeZone === 'UTC') return script.define('Int', utc)
  return script.once(`day ${policy.timeZone} ${time.value}`, () => {
    const name = script.declare('Int', 'd')
    const begin = `(* ${name} ${millisecondsPerDay})`
    script.assertAbout(name, `(<= (- ${begin} ${furthest}) ${time.value})`)
    script.assertAbout(name, `(< ${time.value} (+ ${begin} ${millisecondsPerDay + furthest}))`)
    hints.usual.push({ about: name, term: `(= ${name} ${utc})` })
    return name
  })
}

/** Whether the years 1 to 9999 hold a time; near their ends either may be so. */
export function inYears({ script }: Translation, kind: Translated['kind'], value: string): string {
  const unit = kind === 'date' ? millisecondsPerDay : 1
  const margin = 3 * millisecondsPerDay
  const [first, last] = [-62_135_596_800_000, Date.UTC(9999, 11, 31)]
  return script.once(`years ${value}`, () => {
    const isThere = script.declare('Bool', 'y')
    const inside = and(
      `(>= ${value} ${intTerm(Math.ceil((first + margin) / unit))})`,
      `(<= ${value} ${intTerm(Math.floor((last - margin) / unit))})`,
    )
    const near = and(
      `(>= ${value} ${intTerm(Math.floor((first - margin) / unit))})`,
      `(<= ${value} ${intTerm(Math.ceil((last + margin) / unit))})`,
    )
    script.assertAbout(isThere, implies(inside, isThere))
    script.assertAbout(isThere, implies(not(near), not(isThere)))
    return isThere
  })
}

/** What the service itself would calculate; null where that fails. */
export function calculation(
  { timeZone, workingDays }: CalculationContext,
  name: TimeFunction,
): (values: readonly Value[]) => Value | null {
  return (values) => {
    try {
      return applyFunction(name, values, { timeZone, workingDays })
    } catch (error) {
      if (error instanceof CalculationFault) return null
      throw error
    }
  }
}

/** Whether a number, whose whole part is the second, is a number of days or months that can be added. */
export function isStep(steps: string, whole: string): string {
  return and(`(is_int ${steps})`, `(<= ${whole} ${longestStep})`, `(>= ${whole} ${intTerm(-longestStep)})`)
}

/** A value that is always there. */
export function total(value: string): CalculatedTime {
  return { value, choices: null, defined: 'true' }
}
