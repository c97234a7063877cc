import { Rational } from '../money/rational.ts'
import type { Amounts, Entry } from './entry.ts'
import { objectIn, textIn } from './read-json.ts'

/** Exact decimal text and its currency. */
export interface Sum {
  readonly amount: string
  readonly currency: string
}

/** What the entry credited for an order, if it credited anything above 0. */
export function creditOf(entry: Pick<Entry, 'result'>): Sum | null {
  const credit = sumIn(entry, 'refund')
  return credit !== null && Rational.of(credit.amount).sign() > 0 ? credit : null
}

/** A named sum of the entry's result, null where there is none. */
export function sumIn(entry: Pick<Entry, 'result'>, name: string): Sum | null {
  const sum = objectIn(entry.result, name)
  if (sum === null) return null
  const [amount, currency] = [textIn(sum, 'amount'), textIn(sum, 'currency')]
  return amount === null || currency === null ? null : { amount, currency }
}

/** The amounts with the sum added to its currency's. */
export function addSum(amounts: Amounts, sum: Sum | null): Amounts {
  if (sum === null) return amounts
  const total = Rational.of(amounts[sum.currency] ?? '0').plus(Rational.of(sum.amount))
  return { ...amounts, [sum.currency]: total.toDecimal() }
}

/** The amounts with the sum taken off its currency's. */
export function subtractSum(amounts: Amounts, sum: Sum | null): Amounts {
  return sum === null ? amounts : addSum(amounts, { ...sum, amount: Rational.of(sum.amount).negated().toDecimal() })
}
