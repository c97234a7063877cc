import { decimal, flag, objectOf, orNull, text } from '../model/form.ts'
import { kindOf } from '../model/kind.ts'
import { type Sum, sumForm } from '../model/sum.ts'
import { type Overlap, overlapForm, withOverlap } from './overlap.ts'
import { withGot } from './refund.ts'

/** What an entry of the kind `credited_elsewhere` was asked. */
export interface CreditedElsewhereRequest {
  /** The credit there: the same reference is the same credit. */
  readonly reference: string
  readonly sum: Sum
  /** How it was given: `card`, `panel`... */
  readonly method: string | null
  /** True where the credit was taken back there: its reference never counts again. */
  readonly taken_back: boolean
}

/** What an entry of the kind `credited_elsewhere` answered. */
export interface CreditedElsewhereResult {
  /** What counts from now on more (or, with a minus, less), exact decimal text. */
  readonly counted: string
  readonly overlap: Overlap | null
}

/** The order got a credit somewhere else, or lost it there again. It never touches our balance. */
export const creditedElsewhere = kindOf<CreditedElsewhereRequest, CreditedElsewhereResult>({
  request: objectOf<CreditedElsewhereRequest>({
    reference: text,
    sum: sumForm,
    method: orNull(text),
    taken_back: flag,
  }),
  result: objectOf<CreditedElsewhereResult>({ counted: decimal, overlap: overlapForm }),
  order: (before, said) => {
    const { order, part } = withOverlap(withGot(before, { elsewhere: said.result.counted }), said)
    return { order: { ...order, currency: order.currency ?? said.request.sum.currency }, part }
  },
})
