import { monotonicClock } from '../../time/monotonic-clock.ts'
import { isLocked } from './store-fault.ts'

/** So long a process that starts waits for one that migrates a big store, or for a disk that stalls. Milliseconds. */
const patience = 60_000

/**
 * Does the work, once more wherever it ends because another process holds the file locked, for up to a minute. It is
 * for a start: nobody waits for an answer then, and each try already waits as long as a request would.
 */
export async function whileLocked<Result>(
  work: () => Promise<Result>,
  now: () => number = monotonicClock,
): Promise<Result> {
  const until = now() + patience
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isLocked(error) || now() >= until) throw error
    }
  }
}
