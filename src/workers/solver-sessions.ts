import type { AnalysisDeps } from '../policy/analysis/laboratory.ts'
import { monotonicClock } from '../time/monotonic-clock.ts'
import type { SolverContext, SolverHost } from './z3-contexts.ts'

/** Sessions of the solver for one piece of work. */
export interface SolverSessions {
  /** A fresh session. */
  open(): Promise<AnalysisDeps>
  close(): void
}

/** How much one query may take, in the solver's own measure: some seconds of a quick processor. */
const steps = 1_000_000
/** So much later than asked to a query has ended by itself, or never will. */
const graceMilliseconds = 10_000

/** Sessions that the clock ends after so many milliseconds: what is asked then stays unknown. */
export function createSolverSessions(host: SolverHost, milliseconds: number): SolverSessions {
  const until = monotonicClock() + milliseconds
  const contexts: SolverContext[] = []
  const guards = [
    setTimeout(() => {
      for (const context of contexts) context.interrupt()
    }, milliseconds),
    setTimeout(() => {
      for (const context of contexts) context.abandon()
    }, milliseconds + graceMilliseconds),
  ]
  for (const guard of guards) guard.unref()
  return {
    open: async () => {
      const context = await host.openContext()
      contexts.push(context)
      return { run: (text) => context.run(text), effort: { steps, isOver: () => monotonicClock() > until } }
    },
    close: () => {
      for (const guard of guards) clearTimeout(guard)
      for (const context of contexts.splice(0)) context.close()
    },
  }
}
