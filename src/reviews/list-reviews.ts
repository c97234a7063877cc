import type { Entry } from '../journal/entry.ts'
import type { Page } from '../journal/journal-store.ts'
import { ofKinds } from '../journal/of-kind.ts'
import { viewStream } from '../journal/view-stream.ts'
import { formatInstant } from '../time/instant.ts'
import { findNamedReview } from './find-review.ts'
import { type AnswerDeps, answerReview, answerWaiting } from './review-answer.ts'
import type { Review, ReviewFilter, ReviewSummary } from './reviews.ts'

/** Which part of a list of reviews. */
export interface ReviewPage {
  readonly limit: number
  readonly cursor: string | null
}

/** Waiting reviews from the queue, each confirmed on its stream: what is left there by mistake is cleared away. */
export async function listWaiting(
  deps: AnswerDeps,
  filter: { readonly isOverdue: boolean; readonly level: string | null },
  page: ReviewPage,
): Promise<Page<Review>> {
  const selection = {
    ...(filter.level === null ? {} : { level: filter.level }),
    ...(filter.isOverdue ? { dueBefore: formatInstant(deps.clock.now()) } : {}),
  }
  const { items, next } = await deps.store.pendingReviews(selection, page.limit, page.cursor)
  const reviews = await Promise.all(items.map((entry) => confirmed(deps, entry)))
  return { items: reviews.filter((review) => review !== null), next }
}

/** Resolved reviews, the newest first; a page may hold fewer than its limit where only one level is asked for. */
async function listResolved(deps: AnswerDeps, level: string | null, page: ReviewPage): Promise<Page<Review>> {
  const { items, next } = await deps.store.entriesOfKind('review_resolved', page.limit, page.cursor)
  const reviews = await Promise.all(
    ofKinds(items, ['review_resolved']).map(async (resolved) =>
      answerReview(deps, await findNamedReview(deps.store, resolved.request.review), { resolved }),
    ),
  )
  return { items: reviews.filter((review) => level === null || review.level === level), next }
}

/** The page that the filter asks for. */
export function listReviews(deps: AnswerDeps, filter: ReviewFilter, page: ReviewPage): Promise<Page<Review>> {
  const { status, level } = filter
  return status === 'resolved'
    ? listResolved(deps, level, page)
    : listWaiting(deps, { isOverdue: status === 'overdue', level }, page)
}

/** How many reviews wait, by level: as the queue has them, whatever its size. */
export async function summarize(deps: Pick<AnswerDeps, 'store' | 'clock'>): Promise<ReviewSummary> {
  const counts = await deps.store.countPendingReviews(formatInstant(deps.clock.now()))
  const [first] = (await deps.store.pendingReviews({}, 1, null)).items
  return {
    waiting: counts.reduce((sum, { waiting }) => sum + waiting, 0),
    overdue: counts.reduce((sum, { overdue }) => sum + overdue, 0),
    next_due_by: first?.pending.review?.due_by ?? null,
    levels: Object.fromEntries(counts.map(({ level, waiting, overdue }) => [level, { waiting, overdue }])),
  }
}

async function confirmed(deps: AnswerDeps, pending: Entry): Promise<Review | null> {
  const { account, order, sequence } = pending
  const view = await viewStream(deps, { account, order })
  const { whole, recovery } = view.orderState
  const waiting = [view.partState.waiting_review, whole.waiting_review, recovery].find(
    (candidate) => candidate?.sequence === sequence,
  )
  if (waiting === undefined || waiting === null) {
    await deps.store.clearPending(account, sequence, 'review')
    return null
  }
  return answerWaiting(deps, await findNamedReview(deps.store, waiting.id), { view, waiting })
}
