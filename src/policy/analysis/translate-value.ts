import { Rational } from '../../money/rational.ts'
import { millisecondsPerDay } from '../../time/civil-day.ts'
import type { Value } from '../model/value.ts'
import { intTerm, realTerm } from './smt-term.ts'
import type { TextCodes } from './text-codes.ts'
import type { Translated } from './translated.ts'

const firstDay = Date.UTC(1970, 0, 1)

/** A known value as a term. */
export function valueTerm(kind: Translated['kind'], value: Value, texts: TextCodes): string {
  if (value instanceof Rational) return realTerm(value)
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return intTerm(value)
  return intTerm(kind === 'date' ? dayOfDate(value) : texts.codeOf(value))
}

/** The number of a day, counted from 1970. */
function dayOfDate(date: string): number {
  return Math.round((Date.parse(`${date}T00:00:00Z`) - firstDay) / millisecondsPerDay)
}

/** The day of a number, as dates are written. */
export function dateOfDay(day: number): string {
  return new Date(day * millisecondsPerDay).toISOString().slice(0, 10)
}
