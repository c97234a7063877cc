import type { Overlap } from '../journal/kinds/overlap.ts'
import type { Got, OrderState } from '../journal/model/state.ts'
import { Rational } from '../money/rational.ts'
import { sumDecimals } from '../money/sum-decimals.ts'
import { currencyScale } from '../policy/evaluate/currency-scale.ts'
import type { Evaluation } from '../policy/evaluate/evaluation.ts'
import { levelFor } from '../policy/evaluate/review-terms.ts'
import { formatInstant } from '../time/instant.ts'
import type { OrderMoney } from './order-money.ts'

/** An entry about an order: what the order was, and what it gets by the entry. */
export interface Gain {
  readonly money: OrderMoney
  /** The order before the entry. */
  readonly state: OrderState
  /** Signed; what is left out stays. */
  readonly gained: Partial<Got>
  /** The currency that the entry says, where the order's own is not known; left out: none. */
  readonly currency?: string
  /** Milliseconds. */
  readonly now: number
}

/**
 * What an order has got more than it may once the entry is written: credited here and elsewhere and
 * charged back, all parts together, less the cap. Less than one unit of the currency is none. A review
 * begins where it is more than a person settled and none waits. Null where cap or currency is not known.
 */
export function overlapAfter(gain: Gain): Overlap | null {
  const { money, state, now } = gain
  const over = overlapOf(gain)
  if (over === null) return null
  const isNews =
    over.sign() === 1 && state.recovery === null && gotBeyond(gain, Rational.of(state.settled_overlap))?.sign() === 1
  return { amount: over.toDecimal(), review: isNews ? recoveryReview(money.evaluation, over, now) : null }
}

/** How much more than it may an order has got; 0 below one unit of the currency, null where cap or currency is not known. */
export function overlapOf(gain: Omit<Gain, 'now'>): Rational | null {
  return gotBeyond(gain, Rational.zero)
}

function gotBeyond({ money, state, gained, currency }: Omit<Gain, 'now'>, settled: Rational): Rational | null {
  const { cap, evaluation } = money
  const named = money.currency ?? state.currency ?? currency ?? null
  const scale = money.scale ?? (named === null ? undefined : currencyScale(evaluation.policy, named))
  if (cap === null || scale === undefined) return null
  const over = gotAfter(state, gained).minus(cap).minus(settled)
  return over.compare(unitOf(scale)) < 0 ? Rational.zero : over
}

/** All that an order (or a part of it) got, with what it gets now. */
export function gotAfter(got: Got, gained: Partial<Got>): Rational {
  const { credited, elsewhere, charged_back } = got
  const gains = [gained.credited, gained.elsewhere, gained.charged_back].filter((gain) => gain !== undefined)
  return Rational.of(sumDecimals([credited, elsewhere, charged_back, ...gains]))
}

const units: Rational[] = []

function unitOf(scale: number): Rational {
  return (units[scale] ??= Rational.one.dividedBy(Rational.of(10n ** BigInt(scale))))
}

function recoveryReview(evaluation: Evaluation, over: Rational, now: number): NonNullable<Overlap['review']> {
  const { targetMilliseconds, dueMilliseconds } = evaluation.policy.review
  return {
    level: levelFor(evaluation, null, over),
    target_by: formatInstant(now + targetMilliseconds),
    due_by: formatInstant(now + dueMilliseconds),
  }
}
