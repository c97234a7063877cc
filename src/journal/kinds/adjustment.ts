import { nullable, objectOf, text } from '../model/form.ts'
import { kindOf } from '../model/kind.ts'
import { type Sum, sumForm } from '../model/sum.ts'

/** What an entry of the kind `adjustment` was asked. */
export interface AdjustmentRequest {
  readonly reference: string | null
}

/** What an entry of the kind `adjustment` answered. */
export interface AdjustmentResult {
  /** Signed, not 0. */
  readonly adjustment: Sum
}

/** A person changed the balance. */
export const adjustment = kindOf<AdjustmentRequest, AdjustmentResult>({
  request: objectOf<AdjustmentRequest>({ reference: nullable(text) }),
  result: objectOf<AdjustmentResult>({ adjustment: sumForm }),
  movement: ({ result }) => result.adjustment,
})
