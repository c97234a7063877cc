import { decimal, listOf, objectOf, orNull, text } from '../model/form.ts'
import { kindOf } from '../model/kind.ts'
import { type Overlap, overlapForm, withOverlap } from './overlap.ts'

/** What an entry of the kind `charge_added` was asked. */
export interface ChargeAddedRequest {
  /** The payment: the same reference is the same charge. */
  readonly reference: string
  /** The order fact that it raised. */
  readonly fact: string
  /** Exact decimal text, above 0. */
  readonly amount: string
  /** Names of order facts that were restated with it, sorted. */
  readonly restated: readonly string[]
}

/** What an entry of the kind `charge_added` answered. */
export interface ChargeAddedResult {
  readonly currency: string | null
  readonly overlap: Overlap | null
}

/** The order was paid further. */
export const chargeAdded = kindOf<ChargeAddedRequest, ChargeAddedResult>({
  request: objectOf<ChargeAddedRequest>({ reference: text, fact: text, amount: decimal, restated: listOf(text) }),
  result: objectOf<ChargeAddedResult>({ currency: orNull(text), overlap: overlapForm }),
  order: (before, said) => {
    const { order, part } = withOverlap(before, said)
    return { order: { ...order, currency: order.currency ?? said.result.currency }, part }
  },
})
