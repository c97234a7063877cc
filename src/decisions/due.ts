import type { Circumstances } from '../journal/kinds/circumstances.ts'
import type { Got } from '../journal/model/state.ts'
import { Rational } from '../money/rational.ts'
import type { Ruling } from '../policy/evaluate/evaluator.ts'

/** What is due to an order (or a part of it) of what it is entitled to. */
export interface Due {
  /** At least 0. */
  readonly amount: Rational
  /** What it would have been entitled to, where the most that the order may get takes something away. */
  readonly cappedFrom: Rational | null
}

/** All that was given, whoever gave it. */
export function totalOf({ credited, elsewhere, charged_back }: Got): Rational {
  return Rational.of(credited).plus(Rational.of(elsewhere)).plus(Rational.of(charged_back))
}

/**
 * The entitlement less what the part got, within what the order may still get; null where there is no
 * entitlement.
 */
export function dueOf(
  { entitled, cap, cappedFrom }: Pick<Ruling, 'entitled' | 'cap' | 'cappedFrom'>,
  { order_got, part_got }: Pick<Circumstances, 'order_got' | 'part_got'>,
): Due | null {
  if (entitled === null) return null
  const open = atLeastZero(entitled.minus(totalOf(part_got)))
  const rest = cap === null ? open : atLeastZero(cap.minus(totalOf(order_got)))
  const isCapped = open.compare(rest) > 0
  return { amount: isCapped ? rest : open, cappedFrom: cappedFrom ?? (isCapped ? entitled : null) }
}

function atLeastZero(amount: Rational): Rational {
  return amount.sign() < 0 ? Rational.zero : amount
}
