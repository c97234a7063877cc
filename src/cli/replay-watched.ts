import { SingleBar } from 'cli-progress'
import type { ReplayAnswer, ReplayTask } from '../decisions/replay-task.ts'
import type { ReplayDeps } from '../maintenance/replay-store.ts'
import { readToHandOver } from '../policy/versions/handed-version.ts'
import type { Storage } from '../storage/storage.ts'
import { run as replayHere } from '../workers/replay-thread.ts'
import { createThreadPool, type ThreadPool } from '../workers/thread-pool.ts'
import type { Terminal } from './terminal.ts'

/** Where decisions are decided again, and on how many threads; as many as the machine has where that is left out. */
export interface WatchedReplay {
  readonly storage: Storage
  readonly threads?: number | undefined
}

/** Does work that decides stored decisions again, on threads, and shows how far it is where somebody watches. */
export async function replayWatched<Result>(
  terminal: Terminal,
  { storage, threads }: WatchedReplay,
  work: (deps: ReplayDeps) => Promise<Result>,
): Promise<Result> {
  const bar = terminal.progress === null ? null : startBar(terminal.progress)
  let pool: ThreadPool<ReplayTask, ReplayAnswer> | null = null
  try {
    return await work({
      store: storage,
      here: { width: 1, run: replayHere },
      threads: () => (pool = createThreadPool<ReplayTask, ReplayAnswer>('replay-thread', { width: threads })),
      readForThreads: readToHandOver,
      onProgress: (decisions) => bar?.update(decisions),
    })
  } finally {
    bar?.stop()
    await (pool as ThreadPool<ReplayTask, ReplayAnswer> | null)?.close()
  }
}

/** How many there are is not known before the end. */
function startBar(stream: NodeJS.WritableStream): SingleBar {
  const bar = new SingleBar({ stream, clearOnComplete: true, format: '{value} decided again | {duration_formatted}' })
  bar.start(0, 0)
  return bar
}
