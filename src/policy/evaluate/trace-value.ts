import { type Evaluated, Unknown } from '../model/value.ts'
import { valueText } from './value-text.ts'

/** A value in an explanation: numbers as exact text, instants in UTC ISO 8601; null where it is unknown. */
export type TracedValue = string | boolean | null

/** A value for an explanation; why it is unknown is left out. */
export function traceValue(value: Evaluated): TracedValue {
  if (value instanceof Unknown) return null
  return typeof value === 'boolean' ? value : valueText(value)
}
