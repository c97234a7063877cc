import type { Checkpoints } from './checkpoints/open-checkpoints.ts'
import type { Config } from './config/config.ts'
import type { Drafts, DueDrafts } from './drafts/drafts.ts'
import type { Erasures } from './erasure/erasures.ts'
import { createFeeder } from './journal/feeder.ts'
import type { Logger } from './observability/logger.ts'
import type { Metrics, RepeatedWork } from './observability/metrics.ts'
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
  const { storage, reviews, erasures, drafts, checkpoints } = deps
  return [
    repeatEscalation(config.reviewEscalationIntervalMs, reviews, deps),
    repeatFeeding(config.feedIntervalMs, storage, deps),
    repeatErasing(config, erasures, deps),
    repeatPublishing(drafts.due, deps),
    ...repeatCheckpoints(checkpoints, deps),
  ]
}

interface Told {
  readonly logger: Logger
  readonly metrics: Metrics
}

/** Counts a run that failed, also where the store was at fault, and logs it. */
function failing({ logger, metrics }: Told, work: RepeatedWork, what: string): (error: unknown) => void {
  return (error) => {
    metrics.repetitionFailed(work)
    countFailure(error, metrics)
    logger.error({ err: error }, `${what}; it is tried again`)
  }
}

/** How often it is looked what is due to be published. Milliseconds. */
const publishingInterval = 1000

function repeatPublishing(due: DueDrafts, told: Told): Repetition {
  const { logger } = told
  const publish = async (): Promise<void> => {
    for (const { draft, problem } of await due.publish()) {
      const { policy, id, published_version: version } = draft
      if (problem === null) logger.info({ policy, draft: id, version }, 'a draft was due and is published')
      else logger.warn({ policy, draft: id, code: problem.code }, 'a draft was due and cannot be published')
    }
  }
  return repeat(publishingInterval, publish, failing(told, 'publishing', 'drafts that are due could not be published'))
}

function repeatEscalation(milliseconds: number, reviews: Reviews, told: Told): Repetition {
  const escalate = async (): Promise<void> => {
    const escalated = await reviews.escalateOverdue()
    if (escalated > 0) told.logger.info({ escalated }, 'overdue reviews were escalated to the next level')
  }
  return repeat(milliseconds, escalate, failing(told, 'escalation', 'overdue reviews could not be escalated'))
}

/** Entries that get their numbers in one step. */
const feedBatch = 500

function repeatFeeding(milliseconds: number, storage: Storage, told: Told): Repetition {
  return repeat(
    milliseconds,
    createFeeder(storage, feedBatch),
    failing(told, 'feed', 'new entries could not be numbered for the feed'),
  )
}

function repeatErasing({ erasureIntervalMs, personalDataMonths }: Config, erasures: Erasures, told: Told): Repetition {
  const { logger } = told
  const erase = async (stopping: AbortSignal): Promise<void> => {
    const ended = await erasures.resume(stopping)
    if (ended > 0) logger.info({ ended }, 'erasures that were under way are done')
    const erased = await erasures.retain(personalDataMonths, stopping)
    if (erased > 0) logger.info({ erased }, 'entries lost their personal data for their age')
  }
  return repeat(erasureIntervalMs, erase, failing(told, 'erasure', 'personal data could not be erased'))
}

/** How often it is looked whether the day has its checkpoint. Milliseconds. */
const checkpointInterval = 300_000

function repeatCheckpoints({ writeDaily }: Checkpoints, told: Told): readonly Repetition[] {
  if (writeDaily === null) return []
  const write = async (stopping: AbortSignal): Promise<void> => {
    const written = await writeDaily(stopping)
    if (written !== null) told.logger.info({ size: written.checkpoint.size }, 'a checkpoint was written')
  }
  return [
    repeat(checkpointInterval, write, failing(told, 'checkpoint', 'the checkpoint of the day could not be written')),
  ]
}
