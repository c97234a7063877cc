import { setTimeout as pause } from 'node:timers/promises'
import type { FeedStore } from '../journal/feed-store.ts'

/** So often the store is asked while somebody waits. Milliseconds. */
const betweenLooks = 250

/** Tells those who wait that the feed has grown; asks the store once for all of them. */
export interface FeedWatch {
  /** Resolves once the feed has a number above `after`, or the signal is aborted. A fault of the store is thrown. */
  grown(after: number, signal: AbortSignal): Promise<void>
}

interface Waiter {
  readonly after: number
  readonly settle: (error: unknown) => void
}

/** Whoever waits first starts the looking; it ends with the last of them. */
export function createFeedWatch(store: Pick<FeedStore, 'feedTail'>): FeedWatch {
  const waiting = new Set<Waiter>()
  let isLooking = false

  const settleAll = (error: unknown): void => {
    for (const waiter of waiting) waiter.settle(error)
  }
  const look = async (): Promise<void> => {
    isLooking = true
    while (waiting.size > 0) {
      const tail = await store.feedTail()
      for (const waiter of waiting) if (tail > waiter.after) waiter.settle(null)
      if (waiting.size > 0) await pause(betweenLooks, undefined, { ref: false })
    }
    isLooking = false
  }

  return {
    grown: (after, signal) =>
      new Promise((resolve, reject) => {
        const end = (): void => waiter.settle(null)
        const waiter: Waiter = {
          after,
          settle: (error) => {
            waiting.delete(waiter)
            signal.removeEventListener('abort', end)
            if (error === null) resolve()
            else reject(error)
          },
        }
        waiting.add(waiter)
        signal.addEventListener('abort', end, { once: true })
        if (signal.aborted) end()
        if (isLooking) return
        look().catch((error: unknown) => {
          isLooking = false
          settleAll(error)
        })
      }),
  }
}
