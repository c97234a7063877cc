import type { AnalysisDeps } from '../policy/analysis/laboratory.ts'
import { monotonicClock } from '../time/monotonic-clock.ts'
import { openSolverContext, type SolverContext } from './z3-contexts.ts'

/** Sessions of the solver for one piece of work. */
export interface SolverSessions {
  /** A fresh session. */
  open(): Promise<AnalysisDeps>
  close(): void
}

/** How much one query may take, in the solver's own measure: some seconds of a quick processor. */
const steps = 3_000_000

/** Sessions that the clock ends after so many milliseconds: what is asked then stays unknown. */
export function createSolverSessions(milliseconds: number): SolverSessions {
  const until = monotonicClock() + milliseconds
  const contexts: SolverContext[] = []
  const guard = setTimeout(() => {
    for (const context of contexts) context.interrupt()
  }, milliseconds)
  guard.unref()
  return {
    open: async () => {
      const context = await openSolverContext()
      contexts.push(context)
      return { run: (text) => context.run(text), effort: { steps, isOver: () => monotonicClock() > until } }
    },
    close: () => {
      clearTimeout(guard)
      for (const context of contexts.splice(0)) context.close()
    },
  }
}
