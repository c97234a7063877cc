import { Rational } from '../../money/rational.ts'
import { millisecondsPerDay } from '../../time/civil-day.ts'
import type { Value } from '../model/value.ts'
import { and, implies, intTerm } from './smt-term.ts'
import {
  type CalculatedTime,
  calculation,
  dayOf,
  furthest,
  instantOf,
  inYears,
  longestStep,
  type TimeFunction,
  total,
} from './time-terms.ts'
import type { Translated } from './translated.ts'
import type { Translation } from './translation.ts'

type ClockFunction = Extract<TimeFunction, 'months_between' | 'day_of_week' | 'hour_of_day' | 'at_hour' | 'add_hours'>

const hour = 3_600_000
const winter = Date.UTC(2026, 0, 15)

/** Months, weekdays and hours: exactly in UTC but for months; elsewhere within the bounds that any calendar keeps. */
export function translateClock(
  translation: Translation,
  name: ClockFunction,
  first: Translated,
  second: Translated,
): CalculatedTime {
  switch (name) {
    case 'months_between':
      return total(`(to_real ${monthsBetween(translation, first, second)})`)
    case 'day_of_week':
      return total(`(to_real (+ (mod (+ ${dayOf(translation, first)} 3) 7) 1))`)
    case 'hour_of_day':
      return total(hourOfDay(translation, first))
    case 'at_hour':
      return atHour(translation, first, second)
    case 'add_hours': {
      const { value, isWhole } = milliseconds(translation, second)
      const there = translation.script.define('Int', `(+ ${instantOf(translation, first)} ${value})`)
      return { value: there, choices: null, defined: and(isWhole, inYears(translation, 'timestamp', there)) }
    }
  }
}

/** So many whole months lie within so many days, give or take the hours of the days that they begin and end on. */
function monthsBetween(translation: Translation, from: Translated, to: Translated): string {
  const { script, policy, hints } = translation
  const days = script.define('Int', `(- ${dayOf(translation, to)} ${dayOf(translation, from)})`)
  return script.once(`months_between ${policy.timeZone} ${from.value} ${to.value}`, () => {
    const result = script.declare('Int', 'c')
    const within = (months: string, elapsed: string): string =>
      and(`(>= ${months} 0)`, `(<= (* 28 ${months}) (+ ${elapsed} 2))`, `(>= (* 31 (+ ${months} 1)) (- ${elapsed} 2))`)
    script.assertAbout(result, implies(`(>= ${days} 0)`, within(result, days)))
    script.assertAbout(result, implies(`(< ${days} 0)`, within(`(- ${result})`, `(- ${days})`)))
    const calculate = calculation(policy, 'months_between')
    hints.opaques.push({ result, kind: 'number', arguments: [from, to], calculate })
    return result
  })
}

function hourOfDay({ script, policy, hints }: Translation, time: Translated): string {
  if (time.kind === 'date') return '0.0'
  const inUtc = `(/ (to_real (mod ${time.value} ${millisecondsPerDay})) ${hour}.0)`
  if (policy.timeZone === 'UTC') return script.define('Real', inUtc)
  return script.once(`hour_of_day ${policy.timeZone} ${time.value}`, () => {
    const result = script.declare('Int', 'c')
    script.assertAbout(result, and(`(>= ${result} 0)`, `(< ${result} ${millisecondsPerDay})`))
    const hours = calculation(policy, 'hour_of_day')
    const calculate = (values: readonly Value[]): Value | null => {
      const value = hours(values)
      return value instanceof Rational ? value.times(Rational.ofInteger(hour)) : null
    }
    hints.opaques.push({ result, kind: 'number', arguments: [time], calculate, isUsual: true })
    const ahead = calculate([winter])
    const usual =
      ahead instanceof Rational ? `(mod (+ ${time.value} ${ahead.toString()}) ${millisecondsPerDay})` : result
    hints.usual.push({ about: result, term: `(= ${result} ${usual})` })
    return `(/ (to_real ${result}) ${hour}.0)`
  })
}

function atHour(translation: Translation, day: Translated, hours: Translated): CalculatedTime {
  const { script, policy, hints } = translation
  const { value, isWhole } = milliseconds(translation, hours)
  const inUtc = `(+ (* ${dayOf(translation, day)} ${millisecondsPerDay}) ${value})`
  const inZone = (): string => {
    const result = script.declare('Int', 'a')
    const near = and(`(>= ${result} (- ${inUtc} ${furthest}))`, `(<= ${result} (+ ${inUtc} ${furthest}))`)
    script.assertAbout(result, near)
    const calculate = calculation(policy, 'at_hour')
    hints.opaques.push({ result, kind: 'timestamp', arguments: [day, hours], calculate })
    return result
  }
  const there =
    policy.timeZone === 'UTC'
      ? script.define('Int', inUtc)
      : script.once(`at_hour ${policy.timeZone} ${day.value} ${hours.value}`, inZone)
  const isHour = and(`(>= ${hours.value} 0.0)`, `(<= ${hours.value} 24.0)`)
  return { value: there, choices: null, defined: and(isWhole, isHour, inYears(translation, 'timestamp', there)) }
}

/** Hours as milliseconds, and whether they are a whole number of them that can be added. */
function milliseconds(
  { script }: Translation,
  hours: Translated,
): { readonly value: string; readonly isWhole: string } {
  const exact = script.define('Real', `(* ${hours.value} ${hour}.0)`)
  const value = script.define('Int', `(to_int ${exact})`)
  const longest = longestStep * millisecondsPerDay
  return { value, isWhole: and(`(is_int ${exact})`, `(<= ${value} ${longest})`, `(>= ${value} ${intTerm(-longest)})`) }
}
