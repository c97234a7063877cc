import type { AuditLog } from '../audit/audit-log.ts'
import type { Reviews } from '../reviews/reviews.ts'
import type { Storage } from '../storage/storage.ts'
import { parseInstant } from '../time/instant.ts'
import type { Sample } from './metrics.ts'

/** What is asked at a scrape. */
export interface SampleDeps {
  readonly storage: Pick<Storage, 'pendingReviews' | 'pendingDeliveries' | 'pendingFeed' | 'feedTail'>
  readonly reviews: Pick<Reviews, 'summary'>
  readonly audit: Pick<AuditLog, 'approvalsPaused'>
  readonly checkReady: () => Promise<void>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const mostUnnumbered = 1000
const mostUndelivered = 200

/** Asks the store how things stand; null where it does not answer. */
export async function sampleStore(deps: SampleDeps): Promise<Sample | null> {
  const { storage, reviews, audit, checkReady, now } = deps
  const seconds = (since: string): number => Math.max(0, now() - parseInstant(since)) / 1000
  try {
    const ready = await checkReady().then(
      () => true,
      () => false,
    )
    const summary = await reviews.summary()
    const [review] = (await storage.pendingReviews({}, 1, null)).items
    const undelivered = (await storage.pendingDeliveries(mostUndelivered, null)).items
    const [oldest] = undelivered
    return {
      ready,
      reviews: summary.levels,
      review_age: review === undefined ? 0 : seconds(review.decided_at),
      review_overdue: summary.next_due_by === null ? 0 : seconds(summary.next_due_by),
      feed_lag: (await storage.pendingFeed(mostUnnumbered)).length,
      feed_tail: await storage.feedTail(),
      undelivered: undelivered.length,
      undelivered_age: oldest === undefined ? 0 : seconds(oldest.decided_at),
      approvals_paused: await audit.approvalsPaused(),
    }
  } catch {
    return null
  }
}
