import { data } from 'currency-codes'

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

const minorUnits: ReadonlyMap<string, number> = new Map(
  data.filter(({ code }) => !withoutMinorUnit.has(code)).map(({ code, digits }) => [code, digits]),
)

/** Digits after the point of a currency by ISO 4217's minor unit; `undefined` where it gives none. */
export function minorUnit(currency: string): number | undefined {
  return minorUnits.get(currency)
}
