import type { ReactElement } from 'react'
import { useLanguage } from '../words/use-words.ts'
import type { Language } from '../words/words.ts'

/** An amount with all its decimals, at least those of its currency, and at least so many as are asked for. */
export function Money({
  amount,
  currency,
  decimals = 0,
}: {
  readonly amount: string
  readonly currency: string
  readonly decimals?: number | undefined
}): ReactElement {
  return <span style={{ whiteSpace: 'nowrap' }}>{moneyText(useLanguage(), { amount, currency, decimals })}</span>
}

/** How many decimals an amount has. */
export function decimalsOf(amount: string): number {
  return amount.split('.')[1]?.length ?? 0
}

/** The amount as people write it. The text goes to the formatter as it is: it never becomes a number. */
function moneyText(
  language: Language,
  {
    amount,
    currency,
    decimals: least,
  }: { readonly amount: string; readonly currency: string; readonly decimals: number },
): string {
  if (!isDecimal(amount)) return `${amount} ${currency}`
  const decimals = Math.max(least, decimalsOf(amount))
  if (!isIsoForm(currency)) {
    return `${new Intl.NumberFormat(language, { minimumFractionDigits: decimals }).format(amount)} ${currency}`
  }
  const style = { style: 'currency', currency, currencyDisplay: 'code' } as const
  const usual = new Intl.NumberFormat(language, style).resolvedOptions().maximumFractionDigits ?? 0
  const digits = Math.max(decimals, usual)
  return new Intl.NumberFormat(language, { ...style, minimumFractionDigits: digits }).format(amount)
}

function isDecimal(text: string): text is `${number}` {
  return /^-?\d+(?:\.\d+)?$/u.test(text)
}

function isIsoForm(currency: string): boolean {
  return /^[A-Z]{3}$/u.test(currency)
}
