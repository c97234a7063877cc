import { nullable, objectOf, oneOf, text } from '../model/form.ts'
import { kindOf, type Said } from '../model/kind.ts'
import type { OrderState } from '../model/state.ts'
import { countCredit, creditIn, type Refund, refundForm, withCredit } from './refund.ts'

/** What an entry of the kind `review_resolved` was asked. */
export interface ReviewResolvedRequest {
  /** The entry that asked for the review. */
  readonly review: string
}

/** What an entry of the kind `review_resolved` answered. */
export interface ReviewResolvedResult {
  readonly outcome: 'approve' | 'deny'
  readonly reason_code: string
  readonly refund: Refund | null
}

/** A person resolved a waiting review. */
export const reviewResolved = kindOf<ReviewResolvedRequest, ReviewResolvedResult>({
  request: objectOf<ReviewResolvedRequest>({ review: text }),
  result: objectOf<ReviewResolvedResult>({
    outcome: oneOf(['approve', 'deny']),
    reason_code: text,
    refund: nullable(refundForm),
  }),
  credit: creditIn,
  counters: (before, said) => countCredit(before, creditIn(said)),
  order: afterResolution,
})

function afterResolution(before: OrderState, said: Said<ReviewResolvedRequest, ReviewResolvedResult>): OrderState {
  return {
    ...withCredit(before, creditIn(said)),
    waiting_review: null,
    denied_by_person: said.result.outcome === 'deny' ? before.last_decision : null,
  }
}
