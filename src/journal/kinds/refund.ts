import { sumDecimals } from '../../money/sum-decimals.ts'
import { decimal, type Form, objectOf, text } from '../model/form.ts'
import type { Counters, OrderState } from '../model/state.ts'
import { aboveZero, addSum, type Sum } from '../model/sum.ts'

/** An approved refund. `amount` is credited now: `entitled` less `already_credited`, at least 0. Exact decimal text. */
export interface Refund {
  readonly amount: string
  readonly entitled: string
  readonly already_credited: string
  readonly currency: string
  readonly method: string
}

export const refundForm: Form<Refund> = objectOf<Refund>({
  amount: decimal,
  entitled: decimal,
  already_credited: decimal,
  currency: text,
  method: text,
})

/** What is credited by an entry with a refund; null for none, and for one of 0. */
export function creditIn({ result }: { readonly result: { readonly refund: Refund | null } }): Sum | null {
  const { refund } = result
  return refund === null ? null : aboveZero({ amount: refund.amount, currency: refund.currency })
}

/** The order with the credit. */
export function withCredit(before: OrderState, credit: Sum | null): OrderState {
  return credit === null ? before : { ...before, credited: sumDecimals([before.credited, credit.amount]) }
}

/** The counters with the credit. */
export function countCredit(before: Counters, credit: Sum | null): Counters {
  if (credit === null) return before
  return { ...before, credits: before.credits + 1, credited: addSum(before.credited, credit) }
}
