import type { Entry } from '../journal/entry.ts'
import { formatAmount } from '../money/amounts.ts'
import { Rational } from '../money/rational.ts'
import { Problem } from '../problems/problem.ts'

/** Refuses a change that would take the balance below 0: Problem insufficient_balance with the balance. */
export function assertCovered(head: Entry | null, currency: string, change: Rational): void {
  const balance = balanceOf(head, currency)
  if (balance.plus(change).sign() >= 0) return
  throw new Problem(
    'insufficient_balance',
    `The balance is ${formatAmount(balance, 0)} ${currency}, which does not cover ${formatAmount(change.absolute(), 0)}.`,
    { extensions: { balance: { amount: formatAmount(balance, 0), currency } } },
  )
}

/** The balance in the currency; 0 before the first entry. */
export function balanceOf(head: Entry | null, currency: string): Rational {
  return Rational.of(head?.state.balances[currency] ?? '0')
}
