import { availableParallelism } from 'node:os'
import type { ReplayAnswer, ReplayTask } from '../decisions/replay-task.ts'
import type { ReplayThreads } from '../maintenance/impacts.ts'
import { run as replayHere } from './replay-thread.ts'
import { createThreadPool } from './thread-pool.ts'

/** Threads beside those that answer requests: one processor is left to these, where there are several. */
export function openReplayThreads(): ReplayThreads {
  return createThreadPool<ReplayTask, ReplayAnswer>('replay-thread', { width: Math.max(availableParallelism() - 1, 1) })
}

/** No threads: what is decided again is decided in this one. */
export function openReplayHere(): ReplayThreads {
  return { width: 1, run: replayHere, close: async () => undefined }
}
