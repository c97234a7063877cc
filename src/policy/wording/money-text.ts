import type { Rational } from '../../money/rational.ts'
import type { NumericText } from './number-text.ts'

/** An amount with its currency, and the digits that the currency has after the point. */
export interface Money {
  readonly amount: Rational
  readonly currency: string
  readonly scale: number
}

const formats = new Map<string, Intl.NumberFormat>()

/** Intl's formatters take no more on every platform. */
const mostDigits = 20

/** Money as people of the language write it, with at least the currency's digits and all of the amount's: €4.00, 4,00 €. */
export function moneyText({ amount, currency, scale }: Money, language: string): string {
  const isIso = /^[A-Z]{3}$/u.test(currency)
  return isIso ? formatted(amount, scale, { language, currency }) : `${amountText(amount, scale, language)} ${currency}`
}

/** The amount alone, where the currency stands beside it. */
export function amountText(amount: Rational, scale: number, language: string): string {
  return formatted(amount, scale, { language, currency: null })
}

function formatted(
  amount: Rational,
  scale: number,
  { language, currency }: { readonly language: string; readonly currency: string | null },
): string {
  const isDecimal = !amount.toString().includes('/')
  const text = (isDecimal ? amount : amount.round(scale, 'half_even')).toDecimal(scale)
  const digits = text.split('.')[1]?.length ?? 0
  if (digits > mostDigits) return currency === null ? text : `${text} ${currency}`
  return formatFor(language, currency, digits).format(text as NumericText)
}

function formatFor(language: string, currency: string | null, digits: number): Intl.NumberFormat {
  const key = `${language} ${currency ?? ''} ${digits}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const format = new Intl.NumberFormat(language, {
    ...(currency === null ? {} : { style: 'currency', currency }),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  formats.set(key, format)
  return format
}

const signs = '[€$£¥₹]'
const currencyBefore = new RegExp(`(?:${signs}|\\b[A-Z]{3})[\\s\\u00a0]?$`, 'u')
const currencyAfter = new RegExp(`^[\\s\\u00a0]?(?:${signs}|[A-Z]{3}\\b|(?:euros?|dollars?|cents?|pounds?)\\b)`, 'iu')
const codeAfter = /^[\s\u00a0]?([A-Za-z]{3})\b/u

/** Whether the text beside an amount says its currency already: `USD`, `€`, `Euro`. */
export function namesCurrency(before: string, after: string, isCurrency: (code: string) => boolean): boolean {
  const leading = /\b([A-Z]{3})[\s\u00a0]?$/u.exec(before)?.[1]
  if (currencyBefore.test(before) && (leading === undefined || isCurrency(leading))) return true
  if (!currencyAfter.test(after)) return false
  const code = codeAfter.exec(after)?.[1]
  return code === undefined || isCurrency(code)
}
