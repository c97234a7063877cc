import { availableParallelism } from 'node:os'
import type { Config } from '../config/config.ts'
import type { DecidedText } from '../decisions/decided-text.ts'
import type { RefundRequest } from '../decisions/decisions.ts'
import type { Logger } from '../observability/logger.ts'
import { type DecidingMetrics, retellMetrics } from '../observability/retold-metrics.ts'
import { Problem } from '../problems/problem.ts'
import type { DecideAnswer, DecideSetting, DecideTask, ThreadAnswer } from './decide-thread.ts'
import { createThreadPool } from './thread-pool.ts'

/** Decides beside the thread that serves, on the same store. */
export interface DecideThread {
  /**
   * Null where the thread is not ready yet, or has as much to do as the one that asks; the first call begins it. `ended`: the
   * thread did before it answered, so that the decision may be stored or not.
   */
  decide(request: RefundRequest, busyHere: number): Promise<DecidedText | 'ended'> | null
  /** Ends the thread; what it is asked for is answered before where it still can be. */
  close(): Promise<void>
}

interface Waiting {
  readonly request: RefundRequest
  readonly resolve: (decided: DecidedText | 'ended') => void
  readonly reject: (error: unknown) => void
}

/** Batches that the thread works on at a time: one commits while others are decided. */
const batchesAtOnce = 16
/** As the thread that serves has for young objects. */
const youngMegabytes = 192

/**
 * A thread for a service with a file as its store, where a processor is left for it; null where it could not help. Where it cannot
 * begin, or ends, that is logged, and whoever asks decides everything.
 */
export function openDecideThread(config: Config, metrics: DecidingMetrics, logger: Logger): DecideThread | null {
  if (!config.storeUrl.startsWith('sqlite:') || availableParallelism() <= config.processes) return null
  const { storeUrl, evaluator, logLevel, requestDeadlineMs, archiveFolder, defaultPolicy } = config
  const data: DecideSetting = { storeUrl, evaluator, logLevel, requestDeadlineMs, archiveFolder, defaultPolicy }
  const pool = createThreadPool<DecideTask, DecideAnswer>('decide-thread', {
    width: 1,
    tasksAtOnce: batchesAtOnce,
    youngMegabytes,
    data,
  })
  const onFailed = (error: unknown): void =>
    logger.error({ err: error }, 'the thread for lines of bulks failed: the one that serves decides all of them')
  let begun: Promise<void> | null = null
  let isReady = false
  let busy = 0
  let batch: Waiting[] = []
  const run = async (task: DecideTask): Promise<readonly ThreadAnswer[]> => {
    const { answers, counted } = await pool.run(task)
    retellMetrics(metrics, counted)
    return answers
  }
  const begin = async (): Promise<void> => {
    await run({ ready: true })
    isReady = true
  }
  const send = async (): Promise<void> => {
    const sent = batch
    batch = []
    try {
      const answers = await run({ requests: JSON.stringify(sent.map(({ request }) => request)) })
      for (const [index, waiting] of sent.entries()) settle(waiting, answers[index])
    } catch (error) {
      // A thread that ended may not begin again.
      isReady = false
      onFailed(error)
      for (const { resolve } of sent) resolve('ended')
    } finally {
      busy -= sent.length
    }
  }
  return {
    decide: (request, busyHere) => {
      begun ??= begin().catch(onFailed)
      if (!isReady || busy > busyHere) return null
      return new Promise((resolve, reject) => {
        // What comes in the same turn of the loop goes together.
        if (batch.length === 0) setImmediate(() => void send())
        batch.push({ request, resolve, reject })
        busy += 1
      })
    },
    close: async () => {
      try {
        if (isReady) await run({ close: true })
      } finally {
        await pool.close()
      }
    },
  }
}

function settle({ resolve, reject }: Waiting, answer: ThreadAnswer | undefined): void {
  if (answer === undefined) reject(new Error('a thread answered nothing'))
  else if ('text' in answer) resolve(answer)
  else if ('problem' in answer) {
    const { code, detail, extensions } = answer.problem
    reject(new Problem(code, detail, { extensions }))
  } else reject(answer.error)
}

/**
 * Decides here or in the thread, whichever has less to do; here alone where `isDue` says that a draft has to be published
 * first. What has a key is decided here where the thread ended on it: if that had stored it, the stored answer is given.
 */
export function decideBeside(deps: {
  readonly here: (request: RefundRequest) => Promise<DecidedText>
  readonly thread: DecideThread | null
  readonly isDue: () => boolean
}): (request: RefundRequest) => Promise<DecidedText> {
  const { here, thread, isDue } = deps
  if (thread === null) return here
  let busy = 0
  return async (request) => {
    const beside = isDue() ? null : thread.decide(request, busy)
    if (beside !== null) {
      const decided = await beside
      if (decided !== 'ended') return decided
      if (request.idempotencyKey === null)
        throw new Error('the thread that decides lines of bulks ended on one without a key')
    }
    busy += 1
    try {
      return await here(request)
    } finally {
      busy -= 1
    }
  }
}
