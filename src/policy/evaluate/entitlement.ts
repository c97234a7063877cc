import { entitledAmount } from '../../money/amounts.ts'
import { OverflowError } from '../../money/calculation-errors.ts'
import { Rational } from '../../money/rational.ts'
import type { RoundingMode } from '../../money/rounding-mode.ts'
import { Unknown } from '../model/value.ts'
import { unknownAmong } from './evaluation.ts'
import type { SubjectMoney } from './subject-money.ts'

/** What an order is entitled to. */
export interface Entitlement {
  /** At least 0 and at most the cap. */
  readonly entitled: Rational
  /** The rounded amount before the cap took something away; null where it took nothing. */
  readonly cappedFrom: Rational | null
}

/**
 * What the order is entitled to of a formula's exact value, rounded once. Where that is 0 nothing
 * more need be known; otherwise charge, cap and currency must be. A negative charge or cap, a
 * currency that nobody knows and an amount out of bounds are calculation faults.
 */
export function entitlement(
  exact: Rational,
  money: Pick<SubjectMoney, 'charge' | 'cap' | 'scale'>,
  rounding: RoundingMode,
): Entitlement | Unknown {
  const { charge, cap, scale } = money
  if (charge instanceof Rational && charge.sign() < 0) return Unknown.fault('the charge is negative')
  if (cap instanceof Rational && cap.sign() < 0) return Unknown.fault('the cap is negative')
  if (exact.sign() <= 0 || (cap instanceof Rational && cap.sign() === 0)) {
    return { entitled: Rational.zero, cappedFrom: null }
  }
  if (charge instanceof Unknown || cap instanceof Unknown || scale instanceof Unknown) {
    return unknownAmong([charge, cap, scale]) ?? Unknown.fault('nothing is known')
  }
  try {
    return capped(exact, { charge, cap, scale }, rounding)
  } catch (error) {
    if (error instanceof OverflowError) return Unknown.fault(error.message)
    throw error
  }
}

interface KnownMoney {
  readonly charge: Rational
  readonly cap: Rational
  readonly scale: number
}

/** A refund of the whole charge keeps its decimals, also below the cap. */
function capped(exact: Rational, { charge, cap, scale }: KnownMoney, rounding: RoundingMode): Entitlement {
  const above = exact.compare(cap)
  const isWithinCharge = cap === charge ? above <= 0 : exact.compare(charge) <= 0 && charge.compare(cap) <= 0
  const entitled = entitledAmount(exact, isWithinCharge ? charge : cap, scale, rounding)
  if (above <= 0) return { entitled, cappedFrom: null }
  const rounded = exact.round(scale, rounding)
  return { entitled, cappedFrom: rounded.compare(cap) > 0 ? rounded : null }
}
