import { minorUnit } from '../../money/currencies.ts'
import { Rational } from '../../money/rational.ts'
import { parseDuration, parseMonths } from '../../time/durations.ts'

/** A figure that a text states: an amount with its currency, a percentage or a length of time. */
export interface Figure {
  /** As it is written. */
  readonly text: string
  /** Canonical decimal text of its number. */
  readonly number: string
  /** Canonical text of the length of time; null for anything else. */
  readonly duration: string | null
}

/** Numbers that clauses like to write out. */
const words: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fourteen: 14,
  thirty: 30,
  zwei: 2,
  drei: 3,
  vier: 4,
  fünf: 5,
  sechs: 6,
  sieben: 7,
  acht: 8,
  neun: 9,
  zehn: 10,
  zwölf: 12,
  vierzehn: 14,
  dreißig: 30,
}

/** Units of time as clauses write them, by how policies do; a year counts months. */
const units: readonly (readonly [RegExp, string])[] = [
  [/^(?:minutes?|minuten?|min)$/iu, 'min'],
  [/^(?:hours?|stunden?|h)$/iu, 'h'],
  [/^(?:days?|tage?n?)$/iu, 'days'],
  [/^(?:weeks?|wochen?)$/iu, 'weeks'],
  [/^(?:months?|monate?n?)$/iu, 'months'],
]

const figurePattern = new RegExp(
  `(?<![\\p{L}\\d.,])(?:(?<sign>[€$£]|[A-Z]{3})\\s?)?(?<number>\\d+(?:[.,]\\d+)*|${Object.keys(words).join('|')})(?:[\\s\\u00a0-]?(?<unit>%|[€$£]|\\p{L}+))?`,
  'giu',
)

/** The figures in a text that a rule should hold; bare numbers are none. */
export function figuresIn(text: string): readonly Figure[] {
  return [...text.matchAll(figurePattern)].flatMap((match) => {
    const { sign, number = '', unit = '' } = match.groups ?? {}
    const value = words[number.toLowerCase()] ?? number.replaceAll(/,(?=\d{3}\b)/gu, '').replace(',', '.')
    const amount = Rational.parse(String(value))
    if (amount === undefined) return []
    const written = units.find(([pattern]) => pattern.test(unit))?.[1]
    const isPercent = /^(?:%|percent|per|prozent)$/iu.test(unit)
    if (!isPercent && written === undefined && !isCurrency(sign) && !isCurrency(unit)) return []
    const duration = written === undefined ? null : lengthOf(`${amount.toString()} ${written}`)
    return [{ text: match[0].trim(), number: amount.toString(), duration }]
  })
}

function isCurrency(sign: string | undefined): boolean {
  return sign !== undefined && (/^[€$£]$|^euros?$|^dollars?$/iu.test(sign) || minorUnit(sign) !== undefined)
}

/** Canonical text of a length of time; null for none. */
export function lengthOf(text: string): string | null {
  const months = parseMonths(text)
  if (months !== undefined) return `${months} months`
  const milliseconds = parseDuration(text)
  return milliseconds === undefined ? null : String(milliseconds)
}
