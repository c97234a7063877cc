import { code as findCurrency } from 'currency-codes'

const currencyPattern = /^[A-Z0-9]{3,10}$/

/** Listed by ISO 4217 without a minor unit: metals, funds, units of account, testing. */
const withoutMinorUnit: ReadonlySet<string> = new Set([
  'XAU',
  'XAG',
  'XPT',
  'XPD',
  'XBA',
  'XBB',
  'XBC',
  'XBD',
  'XDR',
  'XSU',
  'XUA',
  'XTS',
  'XXX',
])

/** Digits after the point of a currency by ISO 4217's minor unit; `undefined` where it gives none. */
export function minorUnit(currency: string): number | undefined {
  if (!currencyPattern.test(currency) || withoutMinorUnit.has(currency)) return undefined
  return findCurrency(currency)?.digits
}
