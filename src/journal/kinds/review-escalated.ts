import { objectOf, text } from '../model/form.ts'
import { kindOf } from '../model/kind.ts'
import { withWording } from './review-terms.ts'

export interface ReviewEscalatedRequest {
  /** The entry that asked for the review. */
  readonly review: string
}

export interface ReviewEscalatedResult {
  readonly level: string
}

/** An overdue review went up to the next level. */
export const reviewEscalated = kindOf<ReviewEscalatedRequest, ReviewEscalatedResult>({
  request: objectOf<ReviewEscalatedRequest>({ review: text }),
  result: objectOf<ReviewEscalatedResult>({ level: text }),
  order: (before, { sequence, at, result }) => withWording(before, sequence, { level: result.level, escalated_at: at }),
})
