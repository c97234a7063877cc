import { entitledAmount } from '../../money/amounts.ts'
import { OverflowError, Rational, type RoundingMode } from '../../money/rational.ts'
import { Unknown } from '../model/value.ts'
import type { SubjectMoney } from './subject-money.ts'

/**
 * What the order is entitled to, at least 0 and at most the charge, rounded once. Where that is 0
 * nothing more need be known; otherwise charge and currency must be. A negative charge, a currency
 * that nobody knows and an amount out of bounds are calculation faults.
 */
export function entitlement(exact: Rational, money: SubjectMoney, rounding: RoundingMode): Rational | Unknown {
  const { charge, scale } = money
  if (charge instanceof Rational && charge.sign() < 0) return Unknown.fault('the charge is negative')
  if (exact.sign() <= 0 || (charge instanceof Rational && charge.sign() === 0)) return Rational.zero
  if (charge instanceof Unknown) return scale instanceof Unknown ? charge.and(scale) : charge
  if (scale instanceof Unknown) return scale
  try {
    return entitledAmount(exact, charge, scale, rounding)
  } catch (error) {
    if (error instanceof OverflowError) return Unknown.fault(error.message)
    throw error
  }
}
