import type { AuditLog } from '../audit/audit-log.ts'
import type { Storage } from '../storage/storage.ts'
import { formatInstant, parseInstant } from '../time/instant.ts'
import type { Sample } from './metrics.ts'

/** What is asked at a scrape. */
export interface SampleDeps {
  readonly storage: Pick<
    Storage,
    'pendingReviews' | 'countPendingReviews' | 'pendingDeliveries' | 'pendingFeed' | 'feedTail'
  >
  readonly audit: Pick<AuditLog, 'approvalsPaused'>
  readonly checkReady: () => Promise<void>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const mostUnnumbered = 1000
const mostUndelivered = 200

/** Asks the store how things stand; null where it does not answer. */
export async function sampleStore(deps: SampleDeps): Promise<Sample | null> {
  const { storage, audit, checkReady, now } = deps
  const seconds = (since: string): number => Math.max(0, now() - parseInstant(since)) / 1000
  try {
    const ready = await checkReady().then(
      () => true,
      () => false,
    )
    const counts = await storage.countPendingReviews(formatInstant(now()))
    const [review] = (await storage.pendingReviews({}, 1, null)).items
    const dueBy = review?.pending.review?.due_by ?? null
    const undelivered = (await storage.pendingDeliveries(mostUndelivered, null)).items
    const [oldest] = undelivered
    return {
      ready,
      reviews: Object.fromEntries(counts.map(({ level, waiting, overdue }) => [level, { waiting, overdue }])),
      review_age: review === undefined ? 0 : seconds(review.decided_at),
      review_overdue: dueBy === null ? 0 : seconds(dueBy),
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
