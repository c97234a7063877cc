import { Rational } from '../../money/rational.ts'
import { nearestName } from '../../problems/nearest-name.ts'
import { parseDate } from '../../time/parse-date.ts'
import { parseTimestamp } from '../../time/parse-timestamp.ts'
import { boundsText, brokenBound, isWithinBounds } from '../model/fact-bounds.ts'
import type { FactDeclaration } from '../model/policy.ts'
import type { Value } from '../model/value.ts'
import {
  datePattern,
  decimalPattern,
  exactDigits,
  identityPattern,
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
const identity = new RegExp(identityPattern, 'u')
const integer = new RegExp(integerPattern, 'u')
const decimal = new RegExp(decimalPattern, 'u')
const date = new RegExp(datePattern, 'u')
const timestamp = new RegExp(timestampPattern, 'u')

/** What a fact is read by. */
type Readable = Pick<FactLeaf, 'declaration' | 'texts' | 'shortest' | 'longest' | 'isKey'>

/** Reads one fact's JSON strictly by its declared type: foreign spellings are never guessed at. */
export function readValue(fact: Readable, json: unknown): ReadValue {
  const value = acceptedValue(fact, json)
  if (value !== undefined) return { ok: true, value }
  const { fault, accepted } = refusal(fact, json)
  const unless = fact.declaration.presence === 'required' ? '' : '; null or left out where it is not known'
  return { ok: false, fault, accepted: accepted + unless }
}

/** The value that {@link readValue} reads; undefined for JSON that it refuses. */
export function acceptedValue(fact: Readable, json: unknown): Value | undefined {
  const { declaration, texts } = fact
  switch (declaration.type) {
    case 'string':
      return typeof json === 'string' && textFault(fact, json) === null ? json : undefined
    case 'enum':
      return typeof json === 'string' ? enumValue(declaration.values ?? [], texts, json) : undefined
    case 'integer':
      return withinBounds(declaration, acceptedInteger(json))
    case 'decimal':
      return withinBounds(declaration, acceptedDecimal(json))
    case 'boolean':
      return typeof json === 'boolean' ? json : undefined
    case 'timestamp':
      return typeof json === 'string' && timestamp.test(json) ? parseTimestamp(json) : undefined
    case 'date':
      return typeof json === 'string' && date.test(json) ? parseDate(json) : undefined
  }
}

function enumValue(values: readonly string[], texts: Readable['texts'], json: string): string | undefined {
  return texts === null ? values.find((value) => value === json) : texts.get(json)
}

/** What is wrong with the length in characters; null where nothing is. */
function lengthFault(json: string, shortest: number, longest: number): 'is empty' | 'is too long' | null {
  if (json.length < shortest) return 'is empty'
  if (json.length <= longest) return null
  return json.length > 2 * longest || Array.from(json).length > longest ? 'is too long' : null
}

/** What is wrong with a text; null where nothing is. */
function textFault({ shortest, longest, isKey }: Readable, json: string): string | null {
  const fault = lengthFault(json, shortest, longest)
  if (fault !== null) return fault
  if (!text.test(json)) return 'holds characters that are not allowed'
  return !isKey || identity.test(json) ? null : 'looks like another text, but is not the same'
}

function withinBounds(declaration: FactDeclaration, value: Rational | undefined): Rational | undefined {
  return value === undefined || isWithinBounds(declaration, value) ? value : undefined
}

function acceptedInteger(json: unknown): Rational | undefined {
  if (typeof json === 'number') return Number.isSafeInteger(json) ? Rational.ofInteger(json) : undefined
  return typeof json === 'string' && integer.test(json) ? Rational.of(json) : undefined
}

function acceptedDecimal(json: unknown): Rational | undefined {
  if (typeof json === 'string') return decimal.test(json) ? Rational.of(json) : undefined
  if (typeof json !== 'number' || !Number.isFinite(json)) return undefined
  const written = plainText(json)
  return significantDigits(written) <= exactDigits && decimal.test(written) ? Rational.of(written) : undefined
}

interface Refusal {
  readonly fault: string
  /** What would be right. */
  readonly accepted: string
}

/** Why a fact's JSON is refused. */
function refusal(fact: Readable, json: unknown): Refusal {
  const { declaration } = fact
  const value = declaration.type === 'integer' ? acceptedInteger(json) : acceptedDecimal(json)
  const broken = value === undefined ? null : brokenBound(declaration, value)
  if (broken !== null) return refuse(broken, boundsText(declaration) ?? '')
  switch (declaration.type) {
    case 'string':
      return refusedText(fact, json)
    case 'enum':
      return refusedEnum(declaration.values ?? [], json)
    case 'integer':
      return refuse(
        'is not an integer',
        'a whole number up to 9007199254740991, or up to 24 digits as text with an optional minus ("-50")',
      )
    case 'decimal':
      return refusedDecimal(json)
    case 'boolean':
      return refuse('is not true or false', 'true or false, without quotes')
    case 'timestamp':
      return refuse('is not a point in time', 'a date and time with its offset as in RFC 3339 ("2026-02-06T10:30:00Z")')
    case 'date':
      return refuse('is not a date', 'a day of the calendar as YYYY-MM-DD ("2026-02-06")')
  }
}

function refusedText(fact: Readable, json: unknown): Refusal {
  const { shortest, longest, isKey } = fact
  const without = isKey
    ? 'control characters, blanks at its ends, invisible characters and accents apart from their letters'
    : 'control characters'
  const accepted = `text of ${shortest === 0 ? 'at most' : `${shortest} to`} ${longest} characters without ${without}`
  if (typeof json === 'number') return refuse(`is not text: put it in quotes ("${json}")`, accepted)
  if (typeof json !== 'string') return refuse('is not text', accepted)
  return refuse(textFault(fact, json) ?? 'holds characters that are not allowed', accepted)
}

function refusedEnum(values: readonly string[], json: unknown): Refusal {
  const near = typeof json === 'string' ? nearestName(json, values) : null
  return refuse(
    `is not one of its values${near === null ? '' : ` (did you mean "${near}"?)`}`,
    `one of ${values.map((value) => `"${value}"`).join(', ')}`,
  )
}

function refusedDecimal(json: unknown): Refusal {
  const accepted =
    'a decimal as text ("0.27819"), at most 24 digits before and 24 after the point, without plus sign or exponent'
  if (typeof json !== 'number' || !Number.isFinite(json)) return refuse('is not a decimal', accepted)
  if (significantDigits(plainText(json)) <= exactDigits) return refuse('is out of bounds', accepted)
  return refuse(
    `has more than ${exactDigits} significant digits, which a JSON number does not hold exactly`,
    'the same decimal in quotes, as text',
  )
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

function refuse(fault: string, accepted: string): Refusal {
  return { fault, accepted }
}
