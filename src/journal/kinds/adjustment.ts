import { objectOf, orNull, text } from '../model/form.ts'
import { kindOf } from '../model/kind.ts'
import { type Sum, sumForm } from '../model/sum.ts'
import { type Overlap, overlapForm, withOverlap } from './overlap.ts'
import { withGot } from './refund.ts'

/** What an entry of the kind `adjustment` was asked. */
export interface AdjustmentRequest {
  readonly reference: string | null
}

/** What an entry of the kind `adjustment` answered. */
export interface AdjustmentResult {
  /** Signed, not 0. */
  readonly adjustment: Sum
  /** Null where it names no order. */
  readonly overlap: Overlap | null
}

/** A person changed the balance; where it names an order it counts as credited for it. */
export const adjustment = kindOf<AdjustmentRequest, AdjustmentResult>({
  request: objectOf<AdjustmentRequest>({ reference: orNull(text) }),
  result: objectOf<AdjustmentResult>({ adjustment: sumForm, overlap: overlapForm }),
  movement: ({ result }) => result.adjustment,
  order: (before, said) => {
    const { amount, currency } = said.result.adjustment
    const { order, part } = withOverlap(withGot(before, { credited: amount }), said)
    return { order: { ...order, currency: order.currency ?? currency }, part }
  },
})
