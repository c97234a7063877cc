import { sumDecimals } from '../../money/sum-decimals.ts'
import { decimal, type Form, objectOf, text } from './form.ts'
import type { Amounts } from './state.ts'

/** Exact decimal text and its currency. */
export interface Sum {
  readonly amount: string
  readonly currency: string
}

export const sumForm: Form<Sum> = objectOf<Sum>({ amount: decimal, currency: text })

/** The amounts with the sum added to its currency's. */
export function addSum(amounts: Amounts, sum: Sum | null): Amounts {
  if (sum === null) return amounts
  return { ...amounts, [sum.currency]: sumDecimals([amounts[sum.currency] ?? '0', sum.amount]) }
}

/** The exact sums by currency. */
export function sumsByCurrency(sums: Iterable<Sum>): Amounts {
  const amounts = new Map<string, string[]>()
  for (const { amount, currency } of sums) {
    const known = amounts.get(currency)
    if (known === undefined) amounts.set(currency, [amount])
    else known.push(amount)
  }
  return Object.fromEntries([...amounts].map(([currency, all]) => [currency, sumDecimals(all)]))
}

/** The sum with the other sign. */
export function negatedSum({ amount, currency }: Sum): Sum {
  return { amount: negated(amount), currency }
}

/** The amount with the other sign, without needless zeros. */
export function negated(amount: string): string {
  return sumDecimals([amount.startsWith('-') ? amount.slice(1) : `-${amount}`])
}

/** The sum, null where it is not above 0. */
export function aboveZero(sum: Sum | null): Sum | null {
  return sum !== null && !sum.amount.startsWith('-') && /[1-9]/.test(sum.amount) ? sum : null
}
