import { setTimeout as wait } from 'node:timers/promises'

/** Work that is done again and again until it is stopped. */
export interface Repetition {
  /** Begins no further run and waits for the one that is under way. Safe to call twice. */
  stop(): Promise<void>
}

/**
 * Runs the work every so many milliseconds, the first time after the first of them; a run is over
 * before the next begins. A long run may look at `stopping` and end early. What a run throws goes to
 * `onFault`, and the next runs all the same.
 */
export function repeat(
  milliseconds: number,
  work: (stopping: AbortSignal) => Promise<void>,
  onFault: (error: unknown) => void,
): Repetition {
  const stopping = new AbortController()
  const runs = async (): Promise<void> => {
    while (await isTime(milliseconds, stopping.signal)) {
      try {
        await work(stopping.signal)
      } catch (error) {
        onFault(error)
      }
    }
  }
  const ended = runs()
  return {
    stop: () => {
      stopping.abort()
      return ended
    },
  }
}

/** False where it was stopped first. */
async function isTime(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  try {
    await wait(milliseconds, undefined, { signal, ref: false })
    return true
  } catch (error) {
    if (signal.aborted) return false
    throw error
  }
}
