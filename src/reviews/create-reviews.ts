import { startingOver } from '../journal/start-over.ts'
import { escalateOverdue } from './escalate-reviews.ts'
import { findNamedReview } from './find-review.ts'
import { listReviews, summarize } from './list-reviews.ts'
import { reopenDecision } from './reopen-decision.ts'
import { type ResolveDeps, resolveReview } from './resolve-review.ts'
import { answerReview } from './review-answer.ts'
import type { Reviews } from './reviews.ts'
import { extendReview } from './reword-review.ts'

/** Wires the use cases of reviews over one store. */
export function createReviews(deps: ResolveDeps): Reviews {
  return {
    list: (filter, page) => listReviews(deps, filter, page),
    find: async (decision) => answerReview(deps, await findNamedReview(deps.store, decision)),
    resolve: (command) => startingOver(deps, (fresh) => resolveReview(fresh, command)),
    extend: (command) => extendReview(deps, command),
    reopen: (command) => reopenDecision(deps, command),
    escalateOverdue: () => escalateOverdue(deps),
    summary: () => summarize(deps),
  }
}
