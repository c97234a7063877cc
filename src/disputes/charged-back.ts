import type { DisputeNotice as KnownNotice } from '../journal/kinds/dispute-notice.ts'
import type { Sum } from '../journal/model/sum.ts'
import { Rational } from '../money/rational.ts'
import type { OrderMoney } from '../orders/order-money.ts'
import type { DisputeCounts } from './dispute-counts.ts'

/**
 * What a lost dispute took from its order: what a person stated, else its own amount. In another currency
 * than the order's, above its charge, or where either is not known, a person has to state it. Pure.
 */
export function chargedBackBy(
  { amount, currency }: Pick<KnownNotice, 'amount' | 'currency'>,
  stated: Sum | null,
  money: Pick<OrderMoney, 'charge' | 'currency'>,
): Pick<DisputeCounts, 'chargedBack' | 'isUnclear'> {
  if (stated !== null) return { chargedBack: stated.amount, isUnclear: false }
  const taken = Rational.of(amount)
  const isClear = money.currency === currency && money.charge !== null && taken.compare(money.charge) <= 0
  return isClear ? { chargedBack: taken.toDecimal(), isUnclear: false } : { chargedBack: '0', isUnclear: true }
}
