import { Rational } from '../../money/rational.ts'
import { nearestName } from '../../problems/nearest-name.ts'
import { parseDate } from '../../time/parse-date.ts'
import { parseTimestamp } from '../../time/parse-timestamp.ts'
import type { Value } from '../model/value.ts'
import {
  datePattern,
  decimalPattern,
  exactDigits,
  integerPattern,
  textPattern,
  timestampPattern,
} from './fact-limits.ts'
import type { FactLeaf } from './fact-tree.ts'

/** A typed value, or why the JSON is none. */
export type ReadValue =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: string; readonly accepted: string }

const text = new RegExp(textPattern, 'u')
const integer = new RegExp(integerPattern, 'u')
const decimal = new RegExp(decimalPattern, 'u')
const date = new RegExp(datePattern, 'u')
const timestamp = new RegExp(timestampPattern, 'u')

/** Reads one fact's JSON strictly by its declared type: foreign spellings are never guessed at. */
export function readValue(leaf: FactLeaf, json: unknown): ReadValue {
  const read = readByType(leaf, json)
  return read.ok || leaf.declaration.presence === 'required'
    ? read
    : { ...read, accepted: `${read.accepted}; null or left out where it is not known` }
}

function readByType({ declaration, shortest, longest }: FactLeaf, json: unknown): ReadValue {
  switch (declaration.type) {
    case 'string':
      return readText(shortest, longest, json)
    case 'enum':
      return readEnum(declaration.values ?? [], json)
    case 'integer':
      return readInteger(json)
    case 'decimal':
      return readDecimal(json)
    case 'boolean':
      return typeof json === 'boolean'
        ? { ok: true, value: json }
        : refuse('is not true or false', 'true or false, without quotes')
    case 'timestamp':
      return readTimestamp(json)
    case 'date':
      return readDate(json)
  }
}

function readText(shortest: number, longest: number, json: unknown): ReadValue {
  const accepted = `text of ${shortest === 0 ? 'at most' : `${shortest} to`} ${longest} characters without control characters`
  if (typeof json !== 'string') return refuse('is not text', accepted)
  const length = json.length > 2 * longest ? json.length : Array.from(json).length
  if (length < shortest) return refuse('is empty', accepted)
  if (length > longest) return refuse('is too long', accepted)
  return text.test(json) ? { ok: true, value: json } : refuse('holds characters that are not allowed', accepted)
}

function readEnum(values: readonly string[], json: unknown): ReadValue {
  if (typeof json === 'string' && values.includes(json)) return { ok: true, value: json }
  const near = typeof json === 'string' ? nearestName(json, values) : null
  return refuse(
    `is not one of its values${near === null ? '' : ` (did you mean "${near}"?)`}`,
    `one of ${values.map((value) => `"${value}"`).join(', ')}`,
  )
}

function readInteger(json: unknown): ReadValue {
  const accepted = 'a whole number up to 9007199254740991, or up to 24 digits as text with an optional minus ("-50")'
  if (typeof json === 'number' && Number.isSafeInteger(json)) return { ok: true, value: Rational.of(BigInt(json)) }
  if (typeof json === 'string' && integer.test(json)) return { ok: true, value: Rational.of(json) }
  return refuse('is not an integer', accepted)
}

function readDecimal(json: unknown): ReadValue {
  const accepted =
    'a decimal as text ("0.27819"), at most 24 digits before and 24 after the point, without plus sign or exponent'
  if (typeof json === 'string' && decimal.test(json)) return { ok: true, value: Rational.of(json) }
  if (typeof json !== 'number' || !Number.isFinite(json)) return refuse('is not a decimal', accepted)
  const written = plainText(json)
  if (significantDigits(written) > exactDigits) {
    return refuse(
      `has more than ${exactDigits} significant digits, which a JSON number does not hold exactly`,
      'the same decimal in quotes, as text',
    )
  }
  return decimal.test(written) ? { ok: true, value: Rational.of(written) } : refuse('is out of bounds', accepted)
}

/** The shortest text of a number, its exponent written out. */
function plainText(number: number): string {
  const [mantissa = '', exponent] = String(number).split('e')
  if (exponent === undefined) return mantissa
  const sign = mantissa.startsWith('-') ? '-' : ''
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.')
  const shift = Number(exponent)
  return shift < 0
    ? `${sign}0.${'0'.repeat(-shift - 1)}${whole}${fraction}`
    : `${sign}${whole}${fraction}${'0'.repeat(shift - fraction.length)}`
}

function significantDigits(decimalText: string): number {
  const digits = decimalText.replace('-', '').replace('.', '').replace(/^0+/u, '')
  return (decimalText.includes('.') ? digits : digits.replace(/0+$/u, '')).length
}

function readTimestamp(json: unknown): ReadValue {
  const value = typeof json === 'string' && timestamp.test(json) ? parseTimestamp(json) : undefined
  return value === undefined
    ? refuse('is not a point in time', 'a date and time with its offset as in RFC 3339 ("2026-02-06T10:30:00Z")')
    : { ok: true, value }
}

function readDate(json: unknown): ReadValue {
  const value = typeof json === 'string' && date.test(json) ? parseDate(json) : undefined
  return value === undefined
    ? refuse('is not a date', 'a day of the calendar as YYYY-MM-DD ("2026-02-06")')
    : { ok: true, value }
}

function refuse(fault: string, accepted: string): ReadValue {
  return { ok: false, fault, accepted }
}
