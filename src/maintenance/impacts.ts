import type { Impact } from '../decisions/impact.ts'
import { type ImpactRequest, measureImpact } from './measure-impact.ts'
import type { ReplayDeps, Replayers } from './replay-store.ts'

/** Threads that were started for one piece of work. */
export interface ReplayThreads extends Replayers {
  /** Ends the threads, also those at work. */
  close(): Promise<void>
}

/** How one impact is worked out while others wait for it. */
export interface ImpactRun {
  /** Hears how many decisions were looked at so far. */
  readonly onProgress: (decisions: number) => void
  /** Aborted, nothing more is read, and it rejects with the signal's reason. */
  readonly stop: AbortSignal
}

/** What texts would have made of recorded decisions. */
export interface Impacts {
  /** One after the other: each has all threads. */
  measure(request: ImpactRequest, run: ImpactRun): Promise<Impact>
}

interface ImpactsDeps {
  readonly store: ReplayDeps['store']
  readonly openThreads: () => ReplayThreads
  /** Does a work once those before it are done. */
  readonly inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>
}

/** Measures impacts over a store, on threads that are there only meanwhile. */
export function createImpacts({ store, openThreads, inTurn }: ImpactsDeps): Impacts {
  return {
    measure: (request, { onProgress, stop }) =>
      inTurn(async () => {
        stop.throwIfAborted()
        const threads = openThreads()
        const ended = whenAborted(stop)
        try {
          const deps = { store, here: threads, threads: () => threads, onProgress, stop }
          return await Promise.race([measureImpact(deps, request), ended.rejection])
        } finally {
          ended.forget()
          await threads.close()
        }
      }),
  }
}

/** Rejects with the signal's reason once it is aborted: what is under way ends with its threads. */
function whenAborted(signal: AbortSignal): { readonly rejection: Promise<never>; forget(): void } {
  let onAbort = (): void => undefined
  const rejection = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason as Error)
    signal.addEventListener('abort', onAbort)
  })
  return { rejection, forget: () => signal.removeEventListener('abort', onAbort) }
}
