import { millisecondsPerDay } from '../../time/civil-day.ts'
import { and, implies } from './smt-term.ts'
import {
  type CalculatedTime,
  calculation,
  dayOf,
  instantOf,
  inYears,
  isStep,
  type TimeFunction,
  total,
} from './time-terms.ts'
import { translateClock } from './translate-clock.ts'
import { translateWorkingDays } from './translate-working-days.ts'
import type { Translated } from './translated.ts'
import type { Translation } from './translation.ts'

const hour = 3_600_000

/**
 * Time over known arguments: elapsed time exactly; the calendar of UTC exactly but for months; in another
 * zone, and for months, what lies within the bounds that any calendar keeps.
 */
export function translateTime(
  translation: Translation,
  name: TimeFunction,
  args: readonly Translated[],
): CalculatedTime {
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
    case 'date_of':
      return total(dayOf(translation, first))
    case 'months_between':
    case 'day_of_week':
    case 'hour_of_day':
    case 'at_hour':
    case 'add_hours':
      return translateClock(translation, name, first, second ?? first)
    case 'add_days':
    case 'add_months':
      return moved(translation, name, first, second ?? first)
    case 'working_days_between':
    case 'add_working_days':
    case 'is_working_day':
      return translateWorkingDays(translation, name, first, second ?? first)
  }
}

function elapsed(translation: Translation, from: Translated, to: Translated, unit: number): CalculatedTime {
  if (from.kind === 'date' && to.kind === 'date') {
    return total(`(* (to_real (- ${to.value} ${from.value})) ${millisecondsPerDay / unit}.0)`)
  }
  const milliseconds = `(- ${instantOf(translation, to)} ${instantOf(translation, from)})`
  return total(`(/ (to_real ${milliseconds}) ${unit}.0)`)
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
    hints.opaques.push({ result, kind: 'number', arguments: [time], calculate: calculation(policy, name) })
    return result
  })
}

function moved(
  translation: Translation,
  name: 'add_days' | 'add_months',
  time: Translated,
  steps: Translated,
): CalculatedTime {
  const { script } = translation
  const whole = script.define('Int', `(to_int ${steps.value})`)
  const value = script.define('Int', movedTerm(translation, name, time, { whole, steps }))
  return { value, choices: null, defined: and(isStep(steps.value, whole), inYears(translation, time.kind, value)) }
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
      calculate: calculation(policy, name),
    })
    return result
  })
}
