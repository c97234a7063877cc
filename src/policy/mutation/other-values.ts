import { Rational } from '../../money/rational.ts'
import { millisecondsPerDay } from '../../time/civil-day.ts'
import { formatInstant, parseInstant } from '../../time/instant.ts'
import type { ExpressionType } from '../model/expression.ts'
import type { Value } from '../model/value.ts'

const day = millisecondsPerDay
const hundredth = Rational.of('0.01')

/** The values next to one of a boundary: one more and one less, a day later, the next word of an enum, the opposite. */
export function valuesBeside(value: Value, type: ExpressionType): readonly Value[] {
  if (value instanceof Rational) return [value.plus(stepOf(value)), value.minus(stepOf(value))]
  if (typeof value === 'boolean') return [!value]
  if (typeof value === 'number') return [value + day]
  if (type.kind === 'date') return [nextDate(value)]
  const next = type.kind === 'text' ? nextOf(value, type.values ?? []) : null
  return next === null ? [] : [next]
}

/** The word behind this one, the first behind the last; null where there is no other. */
export function nextOf(word: string, words: readonly string[]): string | null {
  const others = words.filter((other) => other !== word)
  return others[Math.max(words.indexOf(word), 0) % Math.max(others.length, 1)] ?? null
}

function stepOf(value: Rational): Rational {
  return value.isInteger() ? Rational.one : hundredth
}

function nextDate(date: string): string {
  return formatInstant(parseInstant(`${date}T00:00:00.000Z`) + day).slice(0, 10)
}
