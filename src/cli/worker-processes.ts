import cluster, { type Worker } from 'node:cluster'
import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from '../observability/logger.ts'
import { monotonicClock } from '../time/monotonic-clock.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'

/** What a worker tells its primary, once it listens. */
export interface WorkerMessage {
  readonly url: string
}

/** The processes that serve. */
export interface WorkerProcesses {
  /** Once all of them listen: where. The exit code of the first that could not, where one could not. */
  readonly ready: Promise<{ readonly url: string } | ExitCode>
  /** Tells all to drain and replaces none. True if each answered everything that it had accepted. */
  stop(): Promise<boolean>
  /** Ends all at once. */
  kill(): void
}

/** So long after the death of a worker another takes its place; twice as long each time. Milliseconds. */
const firstDelay = 100
const longestDelay = 10_000
/** Who lived for so long did not die of the start. Milliseconds. */
const longLife = 60_000

/** How a worker ended: its exit code, or the signal or fault that ended it. */
type End = number | string

interface StartedWorker {
  readonly id: number
  /** Once it listens. */
  readonly url: Promise<string>
  readonly end: Promise<End>
}

/**
 * Starts workers of this very program, with its own command line. The primary accepts all connections and
 * hands them out in turn (the schedule of node:cluster on all systems but Windows), so the port stays
 * open while a worker is replaced (where any port would do, they all get the one that the first found free). Who dies is replaced, after a delay that grows while replacements die as well.
 */
export function startWorkers(count: number, logger: Logger): WorkerProcesses {
  const running = new Map<Worker, Promise<End>>()
  const stopping = new AbortController()

  const start = (): StartedWorker => {
    const worker = cluster.fork()
    const end = endOf(worker).finally(() => running.delete(worker))
    running.set(worker, end)
    const url = new Promise<string>((resolve) => {
      worker.once('message', (message: WorkerMessage) => resolve(message.url))
    })
    return { id: worker.id, url, end }
  }

  /** Replaces a worker, and each that took its place, until all are to stop. */
  const keepAlive = async (first: StartedWorker): Promise<void> => {
    let worker = first
    let since = monotonicClock()
    for (let delay = firstDelay; ; delay = Math.min(delay * 2, longestDelay)) {
      const end = await worker.end
      if (stopping.signal.aborted) return
      if (monotonicClock() - since > longLife) delay = firstDelay
      logger.error({ worker: worker.id, end, delay_ms: delay }, 'a worker died; another takes its place')
      if (!(await isTime(delay, stopping.signal))) return
      worker = start()
      since = monotonicClock()
    }
  }

  const startOne = async (): Promise<{ readonly url: string } | ExitCode> => {
    const worker = start()
    const listens = await Promise.race([worker.url, worker.end.then(exitCodeOf)])
    if (typeof listens !== 'string') return listens
    void keepAlive(worker)
    return { url: listens }
  }

  /** The first alone, so that what keeps all from starting is told once. */
  const startAll = async (): Promise<{ readonly url: string } | ExitCode> => {
    const first = await startOne()
    if (typeof first === 'number') return first
    const others = await Promise.all(Array.from({ length: count - 1 }, startOne))
    return others.find((started) => typeof started === 'number') ?? first
  }

  return {
    ready: startAll(),
    stop: async () => {
      stopping.abort()
      const ends = [...running.values()]
      for (const worker of running.keys()) worker.process.kill('SIGTERM')
      return (await Promise.all(ends)).every(isDrained)
    },
    kill: () => {
      for (const worker of running.keys()) worker.process.kill('SIGKILL')
    },
  }
}

function endOf(worker: Worker): Promise<End> {
  return new Promise((resolve) => {
    worker.on('exit', (code: number | null, signal: string | null) => resolve(signal ?? code ?? 'unknown'))
    worker.on('error', ({ message }) => resolve(message))
  })
}

/** A worker that the signal ended by itself had not yet begun to listen. */
function isDrained(end: End): boolean {
  return end === exitCodes.ok || end === 'SIGTERM'
}

function exitCodeOf(end: End): ExitCode {
  return Object.values(exitCodes).find((code) => code === end) ?? exitCodes.unexpected
}

/** False where it was stopped first. */
async function isTime(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  return wait(milliseconds, true, { signal }).catch(() => false)
}
