import { listOf, objectOf, orNull, text } from '../model/form.ts'
import { kindOf } from '../model/kind.ts'
import { type Overlap, overlapForm, withOverlap } from './overlap.ts'

/** What an entry of the kind `correction` was asked. */
export interface CorrectionRequest {
  /** Names of the order facts that were mended, sorted. */
  readonly corrected: readonly string[]
}

/** What an entry of the kind `correction` answered. */
export interface CorrectionResult {
  /** The order's currency afterwards. */
  readonly currency: string | null
  readonly overlap: Overlap | null
}

/** A wrong registration of an order was mended. */
export const correction = kindOf<CorrectionRequest, CorrectionResult>({
  request: objectOf<CorrectionRequest>({ corrected: listOf(text) }),
  result: objectOf<CorrectionResult>({ currency: orNull(text), overlap: overlapForm }),
  order: (before, said) => {
    const { order, part } = withOverlap(before, said)
    return { order: { ...order, currency: said.result.currency ?? order.currency }, part }
  },
})
