import { Rational } from './rational.ts'
import type { RoundingMode } from './rounding-mode.ts'

/**
 * What an order is entitled to of an exact value: never negative and never above the charge. From the
 * charge upwards it is exactly the charge, with all its decimals; below, the value is rounded once to
 * `scale` digits, and down if rounding lifted it above the charge.
 */
export function entitledAmount(exact: Rational, charge: Rational, scale: number, mode: RoundingMode): Rational {
  if (exact.sign() <= 0 || charge.sign() <= 0) return Rational.zero
  return exact.compare(charge) >= 0 ? charge : roundedBelow(exact, charge, scale, mode)
}

/** {@link entitledAmount} of a value that is below a charge above 0. */
export function roundedBelow(exact: Rational, charge: Rational, scale: number, mode: RoundingMode): Rational {
  if (exact.sign() <= 0) return Rational.zero
  const rounded = exact.round(scale, mode)
  return rounded.compare(charge) > 0 ? exact.round(scale, 'down') : rounded
}

/** Decimal text with at least the currency's scale and all decimals of the value. */
export function formatAmount(value: Rational, scale: number): string {
  return value.toDecimal(scale)
}
