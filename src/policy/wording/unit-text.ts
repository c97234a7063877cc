import type { Rational } from '../../money/rational.ts'
import { numberText, numericText } from './number-text.ts'

/** Units that people of every language have a word for, as policies write them, with the name that Intl has. */
const units: ReadonlyMap<string, string> = new Map([
  ['percent', 'percent'],
  ['%', 'percent'],
  ['min', 'minute'],
  ['minute', 'minute'],
  ['minutes', 'minute'],
  ['h', 'hour'],
  ['hour', 'hour'],
  ['hours', 'hour'],
  ['day', 'day'],
  ['days', 'day'],
  ['week', 'week'],
  ['weeks', 'week'],
  ['month', 'month'],
  ['months', 'month'],
  ['year', 'year'],
  ['years', 'year'],
])

/** A number with its unit in words: 5 percent, 30 Tage. The number alone for a unit that has no word. */
export function quantityText(value: Rational, unit: string, { language, short }: UnitStyle): string {
  const name = units.get(unit)
  if (name === undefined) return numberText(value, language)
  return formatFor(language, name, short && name === 'percent' ? 'short' : 'long').format(numericText(value))
}

/** To make one costs many times what it costs to write with it. */
const formats = new Map<string, Intl.NumberFormat>()

function formatFor(language: string, unit: string, unitDisplay: 'short' | 'long'): Intl.NumberFormat {
  const key = `${language} ${unit} ${unitDisplay}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay, maximumFractionDigits: 20 })
  formats.set(key, format)
  return format
}

/** How a quantity is written: short where it stands in a column. */
export interface UnitStyle {
  readonly language: string
  readonly short: boolean
}

/** Whether the text behind a number says its unit already: days, Tagen, percent, %. */
export function namesUnit(after: string, unit: string, language: string): boolean {
  const name = units.get(unit)
  if (name === undefined) return false
  if (after.startsWith('-')) return true
  if (name === 'percent' && /^[\s\u00a0]?(?:%|per cent)/u.test(after)) return true
  const word = /^[\s\u00a0-]?(\p{L}+)/u.exec(after)?.[1]?.toLowerCase()
  if (word === undefined) return false
  if (units.get(word) === name) return true
  const format = new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'long' })
  const one = format
    .formatToParts(1)
    .find(({ type }) => type === 'unit')
    ?.value.toLowerCase()
  return one !== undefined && word.startsWith(one)
}
