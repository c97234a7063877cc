import { objectOf, text } from '../model/form.ts'
import { kindOf } from '../model/kind.ts'
import { withWording } from './review-terms.ts'

/** What an entry of the kind `review_escalated` was asked. */
export interface ReviewEscalatedRequest {
  readonly review: string
}

/** What an entry of the kind `review_escalated` answered. */
export interface ReviewEscalatedResult {
  readonly level: string
}

/** An overdue review went up to the next level. */
export const reviewEscalated = kindOf<ReviewEscalatedRequest, ReviewEscalatedResult>({
  request: objectOf<ReviewEscalatedRequest>({ review: text }),
  result: objectOf<ReviewEscalatedResult>({ level: text }),
  order: (before, { sequence, at, request, result }) =>
    withWording(before, request.review, sequence, { level: result.level, escalated_at: at }),
})
