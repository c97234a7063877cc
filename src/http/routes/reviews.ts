import type { ResolveCommand, Reviews } from '../../reviews/reviews.ts'
import { jsonAnswer } from '../answer/answer.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import type { OperationHandlers } from '../operations/operation-handler.ts'
import { requestFaults } from '../request/request-fault.ts'

type ReviewOperation =
  | 'listReviews'
  | 'getReviewSummary'
  | 'getReview'
  | 'resolveReview'
  | 'extendReview'
  | 'reopenDecision'
type ResolveRequest = Operations['resolveReview']['request']

/** What waits for a person, and what persons made of it. */
export function reviewRoutes({ reviews }: { readonly reviews: Reviews }): OperationHandlers<ReviewOperation> {
  return {
    listReviews: async ({ query }) => {
      const filter = { status: query.status ?? 'waiting', level: query.level ?? null }
      const { items, next } = await reviews.list(filter, { limit: query.limit ?? 50, cursor: query.cursor ?? null })
      return jsonAnswer<Operations['listReviews']['answer']>(200, { items, next_cursor: next })
    },
    getReviewSummary: async () => jsonAnswer<Operations['getReviewSummary']['answer']>(200, await reviews.summary()),
    getReview: async ({ path }) =>
      jsonAnswer<Operations['getReview']['answer']>(200, await reviews.find(path.decision_id)),
    resolveReview: async (request, { reviewer }) => {
      const review = await reviews.resolve({ ...resolution(request), reviewer })
      return jsonAnswer<Operations['resolveReview']['answer']>(200, review)
    },
    extendReview: async ({ path, body }, { author }) => {
      const review = await reviews.extend({
        decision: path.decision_id,
        dueBy: body.due_by,
        reason: body.reason,
        author,
      })
      return jsonAnswer<Operations['extendReview']['answer']>(200, review)
    },
    reopenDecision: async ({ path, body }, { author }) => {
      const review = await reviews.reopen({ decision: path.id, reason: body.reason, author })
      return jsonAnswer<Operations['reopenDecision']['answer']>(201, review)
    },
  }
}

function resolution({ path, body }: ResolveRequest): Omit<ResolveCommand, 'reviewer'> {
  const { outcome, note, amount = null, proposed = null, method = null } = body
  if (outcome === 'deny') {
    const faults = Object.entries({ amount, proposed, method }).filter(([, value]) => value !== null)
    if (faults.length > 0) {
      throw requestFaults(faults.map(([name]) => ({ pointer: `/${name}`, message: 'can only stand with approve' })))
    }
  }
  return { decision: path.decision_id, outcome, amount, proposed, method, note }
}
