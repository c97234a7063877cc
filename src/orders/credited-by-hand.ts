import type { PolicyReference } from '../journal/entry.ts'
import type { Overlap } from '../journal/kinds/overlap.ts'
import type { Sum } from '../journal/model/sum.ts'
import type { StreamView } from '../journal/view-stream.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import { referenceTo } from '../policy/versions/policy-version.ts'
import { Problem } from '../problems/problem.ts'
import { frozenFacts } from './order-facts.ts'
import { orderMoney } from './order-money.ts'
import { assertSameCurrency } from './order-subject.ts'
import { gotAfter, overlapAfter } from './overlap-of.ts'

/** What an adjustment of a balance means for the order that it names. */
export interface CreditedByHand {
  readonly policy: PolicyReference
  readonly overlap: Overlap | null
}

/**
 * Counts what a person adds to a balance (or, signed, takes off it) as credited for the order of the view.
 * Problems: order_conflict for another currency than the order's, invalid_request for more than it got.
 */
export function creditedByHand(loaded: LoadedPolicy, { amount, currency }: Sum, view: StreamView): CreditedByHand {
  const { order, orderState, partState, previous, now } = view
  const money = orderMoney(loaded, frozenFacts(previous))
  assertSameCurrency(order?.id ?? '', orderState.currency ?? money.currency, currency)
  const gained = { credited: amount }
  // The part at hand is the whole order where none is named: that got less than all parts together.
  const touched = (order?.part ?? null) === null ? [orderState] : [orderState, partState]
  if (amount.startsWith('-') && touched.some((got) => gotAfter(got, gained).sign() < 0)) {
    throw new Problem('invalid_request', `The order did not get as much as ${amount} would take off it.`)
  }
  return {
    policy: referenceTo(loaded.version),
    overlap: overlapAfter({ money, state: orderState, gained, currency, now }),
  }
}
