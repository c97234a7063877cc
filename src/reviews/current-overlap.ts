import type { OrderKey } from '../journal/entry.ts'
import type { StreamView } from '../journal/view-stream.ts'
import { Rational } from '../money/rational.ts'
import { frozenFacts } from '../orders/order-facts.ts'
import { orderMoney } from '../orders/order-money.ts'
import { overlapOf } from '../orders/overlap-of.ts'
import { levelFor } from '../policy/evaluate/review-terms.ts'
import type { Policy } from '../policy/model/policy.ts'
import type { Policies } from '../policy/versions/policies.ts'

/** What an order got more than it may, by the policy of today. */
export interface CurrentOverlap {
  readonly amount: Rational
  /** The level that the amount calls for. */
  readonly level: string
  readonly policy: Policy
}

/** Works out the overlap of the order of the view. */
export async function currentOverlap(
  deps: { readonly policies: Pick<Policies, 'newest'> },
  order: OrderKey,
  { orderState, previous }: Pick<StreamView, 'orderState' | 'previous'>,
): Promise<CurrentOverlap> {
  const loaded = await deps.policies.newest(order.policy)
  const money = orderMoney(loaded, frozenFacts(previous))
  const amount = overlapOf({ money, state: orderState, gained: {} }) ?? Rational.zero
  return { amount, level: levelFor(money.evaluation, null, amount), policy: loaded.policy }
}
