import { setImmediate as nextTurn } from 'node:timers/promises'
import type { AuditLog } from '../audit/audit-log.ts'
import type { Entry } from '../journal/entry.ts'
import type { Page } from '../journal/journal-store.ts'
import type { Storage } from '../storage/storage.ts'
import { formatInstant, parseInstant } from '../time/instant.ts'
import type { Sample } from './metrics.ts'

/** What is asked at a scrape. */
export interface SampleDeps {
  readonly storage: Pick<Storage, 'pendingReviews' | 'pendingDeliveries' | 'pendingFeed' | 'feedTail'>
  readonly audit: Pick<AuditLog, 'approvalsPaused'>
  readonly checkReady: () => Promise<void>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const mostUnnumbered = 1000
const mostReviews = 1000
const pageOfReviews = 200
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
    const queue = await firstReviews(storage)
    const [review] = queue
    const dueBy = review?.pending.review?.due_by ?? null
    const undelivered = (await storage.pendingDeliveries(mostUndelivered, null)).items
    const [oldest] = undelivered
    return {
      ready,
      reviews: countByLevel(queue, formatInstant(now())),
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

/** Those that are due first, some at a time: whoever else waits for an answer gets it between two pages. */
async function firstReviews(storage: SampleDeps['storage']): Promise<readonly Entry[]> {
  const found: Entry[] = []
  let cursor: string | null = null
  do {
    const page: Page<Entry> = await storage.pendingReviews({}, pageOfReviews, cursor)
    found.push(...page.items)
    cursor = page.next
    await nextTurn()
  } while (cursor !== null && found.length < mostReviews)
  return found
}

function countByLevel(queue: readonly Entry[], now: string): Sample['reviews'] {
  const levels: Record<string, { waiting: number; overdue: number }> = {}
  for (const { pending } of queue) {
    if (pending.review === null) continue
    const counts = (levels[pending.review.level] ??= { waiting: 0, overdue: 0 })
    counts.waiting += 1
    if (pending.review.due_by < now) counts.overdue += 1
  }
  return levels
}
