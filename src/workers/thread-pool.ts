import { availableParallelism } from 'node:os'
import { extname } from 'node:path'
import { Tinypool } from 'tinypool'

/** Threads that do one kind of task. Tasks and answers are plain data, and copied. */
export interface ThreadPool<Task, Answer> {
  /** How many threads there are at most. */
  readonly width: number
  /** Resolves to the answer of whichever thread is free first; rejects with what the task threw. Aborted, its thread is ended. */
  run(task: Task, stop?: AbortSignal): Promise<Answer>
  /** Ends the threads, also those at work. */
  close(): Promise<void>
}

/** The files of this folder that a thread runs: each exports the function `run`. */
type ThreadFile = 'check-thread' | 'decide-thread' | 'proof-thread' | 'replay-thread' | 'trial-thread'

const idleMilliseconds = 600_000

/** How many threads, as many as the machine can run at a time unless told; how much memory each has for what it keeps; and what each is given when it begins, plain data. */
export interface ThreadOptions {
  readonly width?: number | undefined
  readonly megabytes?: number
  /** For its young objects, all three parts of them. */
  readonly youngMegabytes?: number
  /** How many tasks a thread has under way at a time; one unless given. */
  readonly tasksAtOnce?: number
  readonly data?: unknown
}

/** A pool that starts its threads with the first tasks. */
export function createThreadPool<Task, Answer>(
  file: ThreadFile,
  options: ThreadOptions = {},
): ThreadPool<Task, Answer> {
  const { width, megabytes, youngMegabytes, tasksAtOnce = 1, data } = options
  const maxThreads = width ?? availableParallelism()
  const pool = new Tinypool({
    filename: new URL(`./${file}${extname(import.meta.url)}`, import.meta.url).href,
    name: 'run',
    minThreads: 0,
    maxThreads,
    // A thread that has nothing to do for a moment is not ended: to start one takes a second.
    idleTimeout: idleMilliseconds,
    workerData: data,
    concurrentTasksPerWorker: tasksAtOnce,
    resourceLimits: {
      ...(megabytes === undefined ? {} : { maxOldGenerationSizeMb: megabytes }),
      ...(youngMegabytes === undefined ? {} : { maxYoungGenerationSizeMb: youngMegabytes }),
    },
  })
  // A thread that cannot load its file, or ends between two tasks, fails no task: what waits for it would wait for ever,
  // and an error that nobody hears ends the process.
  const waiting = new Set<(error: unknown) => void>()
  pool.on('error', (error: unknown) => {
    for (const fail of waiting) fail(error)
  })
  return {
    width: maxThreads,
    run: (task, stop) =>
      new Promise((resolve, reject) => {
        waiting.add(reject)
        const answer = pool.run(task, stop === undefined ? {} : { signal: stop }) as Promise<Answer>
        void answer.then(resolve, reject).finally(() => waiting.delete(reject))
      }),
    close: () => pool.destroy(),
  }
}

/** What the pool gave the thread that asks. */
export function threadData(): unknown {
  return Tinypool.workerData
}
