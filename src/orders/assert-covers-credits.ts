import type { OrderState } from '../journal/model/state.ts'
import { Rational } from '../money/rational.ts'
import { Problem } from '../problems/problem.ts'
import type { OrderMoney } from './order-money.ts'

/** Refuses what lowers the most that an order may get below what was credited for it here: Problem correction_refused. */
export function assertCoversCredits(
  { credited }: OrderState,
  { before, after }: { readonly before: OrderMoney; readonly after: OrderMoney },
): void {
  if (after.cap === null || after.cap.compare(Rational.of(credited)) >= 0) return
  if (before.cap !== null && after.cap.compare(before.cap) >= 0) return
  throw correctionRefused(
    `${credited} was credited for it, so the most that it may get cannot become ${after.cap.toDecimal()}`,
  )
}

/** The problem of a correction that money which was given forbids. */
export function correctionRefused(why: string): Problem {
  return new Problem('correction_refused', `The order cannot be corrected so: ${why}.`)
}
