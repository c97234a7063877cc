import { objectOf, orNull, text } from '../model/form.ts'
import { kindOf } from '../model/kind.ts'
import { type Overlap, overlapForm, withOverlap } from './overlap.ts'

/** What an entry of the kind `order_registered` was asked. */
export interface OrderRegisteredRequest {
  readonly currency: string | null
}

/** What an entry of the kind `order_registered` answered. */
export interface OrderRegisteredResult {
  /** What it got elsewhere, before it was registered, may be more than it may get. */
  readonly overlap: Overlap | null
}

/** An order was registered: its own facts are frozen as far as they are known. */
export const orderRegistered = kindOf<OrderRegisteredRequest, OrderRegisteredResult>({
  request: objectOf<OrderRegisteredRequest>({ currency: orNull(text) }),
  result: objectOf<OrderRegisteredResult>({
    overlap: overlapForm,
  }),
  order: (before, said) => {
    const { order, part } = withOverlap(before, said)
    return { order: { ...order, currency: order.currency ?? said.request.currency }, part }
  },
})
