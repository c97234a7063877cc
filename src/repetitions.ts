import type { Checkpoints } from './checkpoints/open-checkpoints.ts'
import type { Config } from './config/config.ts'
import type { Drafts, DueDrafts } from './drafts/drafts.ts'
import type { Erasures } from './erasure/erasures.ts'
import { feedWaiting } from './journal/feed.ts'
import type { Logger } from './observability/logger.ts'
import type { Metrics } from './observability/metrics.ts'
import { countFailure } from './observability/observe-storage.ts'
import type { Reviews } from './reviews/reviews.ts'
import type { Storage } from './storage/storage.ts'
import { type Repetition, repeat } from './time/repeat.ts'

/** What is done from time to time is done with. */
interface RepetitionDeps extends Told {
  readonly storage: Storage
  readonly reviews: Reviews
  readonly erasures: Erasures
  readonly drafts: Drafts
  readonly checkpoints: Checkpoints
}

/** Begins what a service does by itself from time to time: overdue reviews, the feed, erasures, drafts that are due, checkpoints. */
export function startRepetitions(config: Config, deps: RepetitionDeps): readonly Repetition[] {
  const { storage, reviews, erasures, drafts, checkpoints, logger } = deps
  return [
    repeatEscalation(config.reviewEscalationIntervalMs, reviews, deps),
    repeatFeeding(config.feedIntervalMs, storage, deps),
    repeatErasing(config, erasures, logger),
    repeatPublishing(drafts.due, deps),
    ...repeatCheckpoints(checkpoints, logger),
  ]
}

interface Told {
  readonly logger: Logger
  readonly metrics: Metrics
}

/** How often it is looked what is due to be published. Milliseconds. */
const publishingInterval = 1000

function repeatPublishing(due: DueDrafts, { logger, metrics }: Told): Repetition {
  const publish = async (): Promise<void> => {
    for (const { draft, problem } of await due.publish()) {
      const { policy, id, published_version: version } = draft
      if (problem === null) logger.info({ policy, draft: id, version }, 'a draft was due and is published')
      else logger.warn({ policy, draft: id, code: problem.code }, 'a draft was due and cannot be published')
    }
  }
  return repeat(publishingInterval, publish, (error) => {
    countFailure(error, metrics)
    logger.error({ err: error }, 'drafts that are due could not be published; it is tried again')
  })
}

function repeatEscalation(milliseconds: number, reviews: Reviews, { logger, metrics }: Told): Repetition {
  const escalate = async (): Promise<void> => {
    const escalated = await reviews.escalateOverdue()
    if (escalated > 0) logger.info({ escalated }, 'overdue reviews were escalated to the next level')
  }
  return repeat(milliseconds, escalate, (error) => {
    countFailure(error, metrics)
    logger.error({ err: error }, 'overdue reviews could not be escalated; it is tried again')
  })
}

/** Entries that get their numbers in one step. */
const feedBatch = 500

function repeatFeeding(milliseconds: number, storage: Storage, { logger, metrics }: Told): Repetition {
  const feed = async (stopping: AbortSignal): Promise<void> => {
    await feedWaiting(storage, feedBatch, stopping)
  }
  return repeat(milliseconds, feed, (error) => {
    countFailure(error, metrics)
    logger.error({ err: error }, 'new entries could not be numbered for the feed; it is tried again')
  })
}

function repeatErasing(
  { erasureIntervalMs, personalDataMonths }: Config,
  erasures: Erasures,
  logger: Logger,
): Repetition {
  const erase = async (stopping: AbortSignal): Promise<void> => {
    const ended = await erasures.resume(stopping)
    if (ended > 0) logger.info({ ended }, 'erasures that were under way are done')
    const erased = await erasures.retain(personalDataMonths, stopping)
    if (erased > 0) logger.info({ erased }, 'entries lost their personal data for their age')
  }
  return repeat(erasureIntervalMs, erase, (error) => {
    logger.error({ err: error }, 'personal data could not be erased; it is tried again')
  })
}

/** How often it is looked whether the day has its checkpoint. Milliseconds. */
const checkpointInterval = 300_000

function repeatCheckpoints({ writeDaily }: Checkpoints, logger: Logger): readonly Repetition[] {
  if (writeDaily === null) return []
  const write = async (stopping: AbortSignal): Promise<void> => {
    const written = await writeDaily(stopping)
    if (written !== null) logger.info({ size: written.checkpoint.size }, 'a checkpoint was written')
  }
  const onFault = (error: unknown): void => {
    logger.error({ err: error }, 'the checkpoint of the day could not be written; it is tried again')
  }
  return [repeat(checkpointInterval, write, onFault)]
}
