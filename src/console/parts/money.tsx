import type { ReactElement } from 'react'
import { useLanguage } from '../words/use-words.ts'
import type { Language } from '../words/words.ts'

/** An amount with all its decimals, at least those of its currency. */
export function Money({ amount, currency }: { readonly amount: string; readonly currency: string }): ReactElement {
  return <span style={{ whiteSpace: 'nowrap' }}>{moneyText(useLanguage(), amount, currency)}</span>
}

/** The amount as people write it. The text goes to the formatter as it is: it never becomes a number. */
function moneyText(language: Language, amount: string, currency: string): string {
  if (!isDecimal(amount)) return `${amount} ${currency}`
  const decimals = amount.split('.')[1]?.length ?? 0
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
