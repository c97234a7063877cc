import type { Config } from '../config/config.ts'
import { answerMetricsOfAll } from '../observability/cluster-metrics.ts'
import { createLogger } from '../observability/logger.ts'
import { Problem } from '../problems/problem.ts'
import { createService } from '../service.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { firstStopSignal } from './stop-signals.ts'
import { startWorkers } from './worker-processes.ts'

/** What a start has to tell. */
export interface Started {
  readonly url: string
  readonly newAdminSecret: string | null
}

/**
 * Prepares the store, then lets as many workers as the settings say serve one port on it, and replaces
 * each that dies. Resolves after the first signal, once all workers have drained. A worker that cannot
 * start at first has said why: its exit code is the answer.
 */
export async function serveInProcesses(
  config: Config,
  announceStart: (started: Started) => Promise<void>,
): Promise<ExitCode> {
  if (config.storeUrl === 'memory:') {
    const detail = 'processes: several cannot share the store memory:; set processes to 1, or name another store.'
    throw new Problem('invalid_configuration', detail)
  }
  const newAdminSecret = await prepareStore(config)
  answerMetricsOfAll()
  const workers = startWorkers(config.processes, createLogger({ level: config.logLevel }))
  const stopped = firstStopSignal(() => workers.kill())
  const ready = await Promise.race([workers.ready, stopped])
  if (typeof ready === 'number') {
    await workers.stop()
    return ready
  }
  if (ready !== undefined) await announceStart({ url: ready.url, newAdminSecret })
  await stopped
  return (await workers.stop()) ? exitCodes.ok : exitCodes.cutShort
}

async function prepareStore(config: Config): Promise<string | null> {
  const service = await createService(config)
  try {
    return (await service.prepare()).newAdminSecret
  } finally {
    await service.close()
  }
}
