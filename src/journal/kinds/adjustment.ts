import { nullable, objectOf, text } from '../form.ts'
import { kindOf } from '../kind.ts'
import { type Sum, sumForm } from '../sum.ts'

export interface AdjustmentRequest {
  readonly reference: string | null
}

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
