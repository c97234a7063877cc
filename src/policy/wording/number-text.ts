import type { Rational } from '../../money/rational.ts'

const separators = new Map<string, string>()

function separatorOf(language: string): string {
  const known = separators.get(language)
  if (known !== undefined) return known
  const parts = new Intl.NumberFormat(language, { numberingSystem: 'latn' }).formatToParts(1.5)
  const found = parts.find(({ type }) => type === 'decimal')?.value ?? '.'
  separators.set(language, found)
  return found
}

/** A number as people read it: a decimal with all its digits, anything else to the nearest hundredth (to two digits that count, below one); thousands stand unmarked. */
export function numberText(value: Rational, language: string): string {
  const text = decimalText(value)
  return text.includes('.') ? text.replace('.', separatorOf(language)) : text
}

/** The decimal that {@link numberText} writes, with a point. */
function decimalText(value: Rational): string {
  const exact = value.toString()
  return exact.includes('/') ? shortened(value) : exact
}

const mostDecimals = 18

function shortened(value: Rational): string {
  for (let scale = 2; scale < mostDecimals; scale += 1) {
    const text = value.round(scale, 'half_up').toString()
    if (text.replace(/^-?0?\.?0*/u, '').length >= 2) return text
  }
  return value.round(mostDecimals, 'half_up').toString()
}

/** Decimal text that says as much as the formatters of Intl take. */
export type NumericText = `${number}`

/** Exact decimal text of a rational for Intl, which reads decimals of any length from text. */
export function numericText(value: Rational): NumericText {
  return decimalText(value) as NumericText
}
