import type { Entry } from '../journal/entry.ts'
import type { JournalStore, Page } from '../journal/journal-store.ts'
import { ofKinds } from '../journal/of-kind.ts'
import { formatInstant } from '../time/instant.ts'
import { entryThatAsked, readResolution, reviewOf } from './find-review.ts'
import type { Review, ReviewStatus, ReviewSummary } from './reviews.ts'

type QueueStore = Pick<
  JournalStore,
  'pendingReviews' | 'entriesOfKind' | 'entryById' | 'newestOfOrder' | 'clearPending'
>

/** Which part of a list of reviews. */
export interface ReviewPage {
  readonly limit: number
  readonly cursor: string | null
}

/** Waiting reviews from the queue, each confirmed on its stream: what is left there by mistake is cleared away. */
export async function listWaiting(
  store: QueueStore,
  now: number,
  filter: { readonly status: Exclude<ReviewStatus, 'resolved'>; readonly level: string | null },
  page: ReviewPage,
): Promise<Page<Review>> {
  const selection = {
    ...(filter.level === null ? {} : { level: filter.level }),
    ...(filter.status === 'overdue' ? { dueBefore: formatInstant(now) } : {}),
  }
  const { items, next } = await store.pendingReviews(selection, page.limit, page.cursor)
  const reviews = await Promise.all(items.map((entry) => confirmed(store, entry, now)))
  return { items: reviews.filter((review) => review !== null), next }
}

/** Resolved reviews, the newest first. */
export async function listResolved(
  store: QueueStore,
  now: number,
  level: string | null,
  page: ReviewPage,
): Promise<Page<Review>> {
  const { items, next } = await store.entriesOfKind('review_resolved', page.limit, page.cursor)
  const reviews = await Promise.all(
    ofKinds(items, ['review_resolved']).map(async (resolved) => {
      const asked = await entryThatAsked(store, resolved.request.review)
      return reviewOf(asked, now, { waiting: null, resolution: readResolution(resolved) })
    }),
  )
  return { items: reviews.filter((review) => level === null || review.level === level), next }
}

/** How many reviews wait, by level; reads the whole queue. */
export async function summarize(store: QueueStore, now: number): Promise<ReviewSummary> {
  const levels: Record<string, { waiting: number; overdue: number }> = {}
  let nextDue: string | null = null
  let cursor: string | null = null
  do {
    const page: Page<Review> = await listWaiting(store, now, { status: 'waiting', level: null }, { limit: 200, cursor })
    for (const review of page.items) {
      const level = (levels[review.level] ??= { waiting: 0, overdue: 0 })
      level.waiting += 1
      if (review.status === 'overdue') level.overdue += 1
      nextDue ??= review.due_by
    }
    cursor = page.next
  } while (cursor !== null)
  const counts = Object.values(levels)
  return {
    waiting: counts.reduce((sum, level) => sum + level.waiting, 0),
    overdue: counts.reduce((sum, level) => sum + level.overdue, 0),
    next_due_by: nextDue,
    levels,
  }
}

async function confirmed(store: QueueStore, pending: Entry, now: number): Promise<Review | null> {
  const newest = pending.order === null ? null : await store.newestOfOrder(pending.account, pending.order)
  const waiting = newest?.state.order?.waiting_review ?? null
  if (waiting === null || waiting.sequence !== pending.sequence) {
    await store.clearPending(pending.account, pending.sequence, 'review')
    return null
  }
  return reviewOf(await entryThatAsked(store, waiting.decision_id), now, { waiting, resolution: null })
}
