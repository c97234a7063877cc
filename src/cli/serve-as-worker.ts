import cluster, { type Worker } from 'node:cluster'
import type { Config } from '../config/config.ts'
import { joinMetrics } from '../observability/cluster-metrics.ts'
import { createLogger } from '../observability/logger.ts'
import { createService } from '../service.ts'
import { openDecideThread } from '../workers/decide-threads.ts'
import { createPolicyProofs } from '../workers/policy-proofs.ts'
import { openReplayThreads } from '../workers/replay-threads.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { policyChecksOf } from './policy-checks-of.ts'
import { firstStopSignal } from './stop-signals.ts'
import type { WorkerMessage } from './worker-processes.ts'

/** This process as a worker of `serveInProcesses`; null where it is none. */
export function thisWorker(): Worker | null {
  return cluster.worker ?? null
}

/**
 * Serves until a signal comes, from the primary or another, or the primary is gone; then drains. Each line of the log carries the
 * worker's number.
 */
export async function serveAsWorker(config: Config, worker: Worker): Promise<ExitCode> {
  try {
    const stopped = Promise.race([firstStopSignal(), orphaned(worker)])
    const service = await createService(config, {
      logger: createLogger({ level: config.logLevel, worker: worker.id }),
      metricsOfAll: joinMetrics(),
      checks: policyChecksOf(config),
      proofs: createPolicyProofs(config.proofMs),
      openReplayThreads,
      openDecideThread,
    })
    try {
      const { url } = await service.listen()
      worker.send({ url } satisfies WorkerMessage)
    } catch (error) {
      await service.close()
      throw error
    }
    await stopped
    return (await service.close()) === 'drained' ? exitCodes.ok : exitCodes.cutShort
  } finally {
    // The channel to the primary keeps a worker alive that has nothing else to do.
    worker.disconnect()
  }
}

function orphaned(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.on('disconnect', () => {
      // Node would end the process here, and with it what was accepted.
      worker.exitedAfterDisconnect = true
      resolve()
    })
  })
}
