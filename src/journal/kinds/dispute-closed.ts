import { nullable, objectOf, oneOf, text } from '../model/form.ts'
import { kindOf, type Said } from '../model/kind.ts'
import type { OrderState } from '../model/state.ts'
import { type AskedReview, askedReviewForm, reviewAskedBy } from './review-terms.ts'

export const disputeClosings = ['won', 'lost', 'withdrawn'] as const
/** How a dispute ended, seen from the business that was paid. */
export type DisputeClosing = (typeof disputeClosings)[number]

/** What an entry of the kind `dispute_closed` was asked. */
export interface DisputeClosedRequest {
  readonly payment_reference: string
  /** The entry that opened it. */
  readonly dispute: string
}

/** What an entry of the kind `dispute_closed` answered. */
export interface DisputeClosedResult {
  readonly outcome: DisputeClosing
  /** Null where no person has to look at what was paid twice. */
  readonly reason_code: string | null
  readonly rule: null
  readonly review: AskedReview | null
}

/** A payment dispute ended. */
export const disputeClosed = kindOf<DisputeClosedRequest, DisputeClosedResult>({
  request: objectOf<DisputeClosedRequest>({ payment_reference: text, dispute: text }),
  result: objectOf<DisputeClosedResult>({
    outcome: oneOf(disputeClosings),
    reason_code: nullable(text),
    rule: (value) => (value === null ? null : ''),
    review: nullable(askedReviewForm),
  }),
  account: (before, { request }) => ({
    ...before,
    open_disputes: withoutReference(before.open_disputes, request.payment_reference),
  }),
  order: afterClosing,
})

/** A lost dispute has paid the whole charge back; credit given before goes to a person. */
function afterClosing(before: OrderState, said: Said<DisputeClosedRequest, DisputeClosedResult>): OrderState {
  return {
    ...before,
    open_disputes: withoutReference(before.open_disputes, said.request.payment_reference),
    charged_back: before.charged_back || said.result.outcome === 'lost',
    waiting_review: reviewAskedBy(said) ?? before.waiting_review,
  }
}

function withoutReference(open: readonly string[], reference: string): readonly string[] {
  return open.filter((candidate) => candidate !== reference)
}
