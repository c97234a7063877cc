import type { Decisions } from '../decisions/decisions.ts'
import type { Metrics } from './metrics.ts'

/** The same decisions, each one that is made counted with the time that it took. */
export function observeDecisions(decisions: Decisions, metrics: Pick<Metrics, 'decided'>): Decisions {
  return {
    ...decisions,
    decide: async (request) => {
      const began = performance.now()
      const decided = await decisions.decide(request)
      const { decision, replayed } = decided
      if (!replayed) {
        const { policy, outcome, clause } = decision
        metrics.decided({ policy: policy.name, outcome, clause: clause?.id ?? 'none' }, performance.now() - began)
      }
      return decided
    },
  }
}
