import type { Rational } from '../../money/rational.ts'
import type { RoundingMode } from '../../money/rounding-mode.ts'

/**
 * A cap that is worded apart from the charge, as an amount that can be paid: rounded to the decimals of
 * the currency, or to those of the charge where it has more. Charge and cap are decimals.
 */
export function payableCap(
  cap: Rational,
  { charge, scale }: { readonly charge: Rational; readonly scale: number },
  rounding: RoundingMode,
): Rational {
  return cap.round(Math.max(scale, decimalsOf(charge)), rounding)
}

function decimalsOf(amount: Rational): number {
  return amount.toString().split('.')[1]?.length ?? 0
}
