import { objectOf, text } from '../model/form.ts'
import { kindOf } from '../model/kind.ts'
import { withWording } from './review-terms.ts'

/** What an entry of the kind `review_extended` was asked. */
export interface ReviewExtendedRequest {
  readonly review: string
}

/** What an entry of the kind `review_extended` answered. */
export interface ReviewExtendedResult {
  readonly due_by: string
}

/** A person gave a waiting review a later due time. */
export const reviewExtended = kindOf<ReviewExtendedRequest, ReviewExtendedResult>({
  request: objectOf<ReviewExtendedRequest>({ review: text }),
  result: objectOf<ReviewExtendedResult>({ due_by: text }),
  order: (before, { sequence, request, result }) =>
    withWording(before, request.review, sequence, { due_by: result.due_by }),
})
