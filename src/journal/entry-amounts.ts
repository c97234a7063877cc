import { sumDecimals } from '../money/sum-decimals.ts'
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
  return credit !== null && isAboveZero(credit.amount) ? credit : null
}

/** The decision that an entry credited for: its own, or the one whose review it resolved. */
export function decisionOfCredit(credit: Pick<Entry, 'id' | 'request'>): string {
  return textIn(credit.request, 'review') ?? credit.id
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
  return { ...amounts, [sum.currency]: sumDecimals([amounts[sum.currency] ?? '0', sum.amount]) }
}

/** The amounts with the sum taken off its currency's. */
export function subtractSum(amounts: Amounts, sum: Sum | null): Amounts {
  return sum === null ? amounts : addSum(amounts, { ...sum, amount: negated(sum.amount) })
}

/** The amount with the other sign, without needless zeros. */
export function negated(amount: string): string {
  return sumDecimals([amount.startsWith('-') ? amount.slice(1) : `-${amount}`])
}

/** True for plain decimal text above 0. */
function isAboveZero(amount: string): boolean {
  return !amount.startsWith('-') && /[1-9]/.test(amount)
}
