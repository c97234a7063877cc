import { millisecondsPerDay } from '../../time/civil-day.ts'
import { applyFunction } from '../expression/apply-function.ts'
import { CalculationFault } from '../expression/calculation-fault.ts'
import type { FunctionName } from '../model/expression.ts'
import type { Value } from '../model/value.ts'
import type { NumberTerm } from './number-terms.ts'
import { and, implies, intTerm, not } from './smt-term.ts'
import type { Translated } from './translated.ts'
import type { Translation } from './translation.ts'

type Calculated = NumberTerm & { readonly defined: string }

const timeFunctions = [
  'hours_between',
  'days_between',
  'calendar_days_between',
  'day_of_month',
  'days_in_month',
  'add_days',
  'add_months',
] as const
type TimeFunction = (typeof timeFunctions)[number]

/** Whether the function is about times. */
export function isTimeFunction(name: FunctionName): name is TimeFunction {
  return timeFunctions.some((known) => known === name)
}

const hour = 3_600_000
/** No zone is further from UTC. */
const furthest = 15 * hour
const longestStep = 4_000_000

/**
 * Time over known arguments: elapsed time exactly; the calendar of UTC exactly but for months; in another
 * zone, and for months, what lies within the bounds that any calendar keeps.
 */
export function translateTime(translation: Translation, name: TimeFunction, args: readonly Translated[]): Calculated {
  const [first, second] = args
  if (first === undefined) throw new TypeError(`${name} needs an argument`)
  switch (name) {
    case 'hours_between':
      return elapsed(translation, first, second ?? first, hour)
    case 'days_between':
      return elapsed(translation, first, second ?? first, millisecondsPerDay)
    case 'calendar_days_between': {
      const days = `(- ${dayOf(translation, second ?? first)} ${dayOf(translation, first)})`
      return total(`(to_real ${days})`)
    }
    case 'day_of_month':
      return total(`(to_real ${bounded(translation, name, first, [1, 31])})`)
    case 'days_in_month':
      return total(`(to_real ${bounded(translation, name, first, [28, 31])})`)
    case 'add_days':
    case 'add_months':
      return moved(translation, name, first, second ?? first)
  }
}

function elapsed(translation: Translation, from: Translated, to: Translated, unit: number): Calculated {
  if (from.kind === 'date' && to.kind === 'date') {
    return total(`(* (to_real (- ${to.value} ${from.value})) ${millisecondsPerDay / unit}.0)`)
  }
  const milliseconds = `(- ${instantOf(translation, to)} ${instantOf(translation, from)})`
  return total(`(/ (to_real ${milliseconds}) ${unit}.0)`)
}

/** The instant of a time; of a date its midnight in the zone. */
function instantOf({ script, policy, hints }: Translation, time: Translated): string {
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
function dayOf({ script, policy, hints }: Translation, time: Translated): string {
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

/** A number of the calendar that is only known to lie within bounds. */
function bounded(
  { script, policy, hints }: Translation,
  name: TimeFunction,
  time: Translated,
  [least, most]: readonly [number, number],
): string {
  return script.once(`${name} ${policy.timeZone} ${time.value}`, () => {
    const result = script.declare('Int', 'c')
    script.assertAbout(result, and(`(>= ${result} ${least})`, `(<= ${result} ${most})`))
    hints.opaques.push({ result, kind: 'number', arguments: [time], calculate: calculation(policy.timeZone, name) })
    return result
  })
}

function moved(
  translation: Translation,
  name: 'add_days' | 'add_months',
  time: Translated,
  steps: Translated,
): Calculated {
  const { script } = translation
  const whole = script.define('Int', `(to_int ${steps.value})`)
  const value = script.define('Int', movedTerm(translation, name, time, { whole, steps }))
  const isStep = and(
    `(is_int ${steps.value})`,
    `(<= ${whole} ${longestStep})`,
    `(>= ${whole} ${intTerm(-longestStep)})`,
  )
  return { value, choices: null, defined: and(isStep, inYears(translation, time.kind, value)) }
}

/** Whether the years 1 to 9999 hold a time; near their ends either may be so. */
function inYears({ script }: Translation, kind: Translated['kind'], value: string): string {
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

interface Steps {
  readonly whole: string
  readonly steps: Translated
}

function movedTerm(
  { script, policy, hints }: Translation,
  name: 'add_days' | 'add_months',
  time: Translated,
  { whole, steps }: Steps,
): string {
  const unit = time.kind === 'date' ? 1 : millisecondsPerDay
  const isExact = name === 'add_days' && (time.kind === 'date' || policy.timeZone === 'UTC')
  if (isExact) return `(+ ${time.value} (* ${whole} ${unit}))`
  return script.once(`${name} ${policy.timeZone} ${time.value} ${steps.value}`, () => {
    const result = script.declare('Int', 'a')
    const [short, long] = name === 'add_days' ? [1, 1] : [28, 31]
    const slack = 2 * unit
    const by = (days: number): string => `(+ ${time.value} (* ${whole} ${days * unit}))`
    script.assertAbout(
      result,
      implies(
        `(>= ${whole} 0)`,
        and(`(>= ${result} (- ${by(short)} ${slack}))`, `(<= ${result} (+ ${by(long)} ${slack}))`),
      ),
    )
    script.assertAbout(
      result,
      implies(
        `(< ${whole} 0)`,
        and(`(>= ${result} (- ${by(long)} ${slack}))`, `(<= ${result} (+ ${by(short)} ${slack}))`),
      ),
    )
    hints.opaques.push({
      result,
      kind: time.kind,
      arguments: [time, steps],
      calculate: calculation(policy.timeZone, name),
    })
    return result
  })
}

function calculation(timeZone: string, name: TimeFunction): (values: readonly Value[]) => Value | null {
  return (values) => {
    try {
      return applyFunction(name, values, { timeZone })
    } catch (error) {
      if (error instanceof CalculationFault) return null
      throw error
    }
  }
}

function total(value: string): Calculated {
  return { value, choices: null, defined: 'true' }
}
