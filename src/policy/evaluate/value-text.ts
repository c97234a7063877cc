import { Rational } from '../../money/rational.ts'
import { formatInstant } from '../../time/instant.ts'
import { type Evaluated, Unknown } from '../model/value.ts'

/** A value as people read it: numbers exactly, instants in UTC ISO 8601, dates and text as they are, else "unknown". */
export function valueText(value: Evaluated): string {
  if (value instanceof Unknown) return 'unknown'
  if (value instanceof Rational) return value.toString()
  return typeof value === 'number' ? formatInstant(value) : String(value)
}
