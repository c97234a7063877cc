import { comparePolicies } from '../policy/analysis/compare-policies.ts'
import { distinguishPolicies } from '../policy/analysis/distinguish-policies.ts'
import { examinePolicy } from '../policy/analysis/examine-policy.ts'
import type { AnalysisDeps } from '../policy/analysis/laboratory.ts'
import type { ProvePolicies } from '../policy/analysis/prove-policies.ts'
import type { Policy } from '../policy/model/policy.ts'
import { parsePolicy } from '../policy/parse/parse-policy.ts'
import { Problem } from '../problems/problem.ts'
import { createPlaces } from './places.ts'
import { createSolverSessions } from './solver-sessions.ts'
import { unloadSolver } from './z3-contexts.ts'

/** Proofs, and the end of what they run on. */
export interface PolicyProofs extends ProvePolicies {
  /** Ends the solver's threads, which would keep the process. */
  close(): Promise<void>
}

/**
 * Proves in this thread, each question within so many milliseconds: what is not proved then is said to be not decided.
 * Questions wait for one another.
 */
export function createPolicyProver(milliseconds: number): PolicyProofs {
  const inTurn = createPlaces(1)
  const within = <Answer>(work: (open: () => Promise<AnalysisDeps>) => Promise<Answer>): Promise<Answer> =>
    inTurn(async () => {
      const sessions = createSolverSessions(milliseconds)
      try {
        return await work(sessions.open)
      } finally {
        sessions.close()
      }
    })
  return {
    examine: (text) => within((open) => examinePolicy(policyOf(text), open)),
    compare: (before, after) => within((open) => comparePolicies(policyOf(before), policyOf(after), open)),
    distinguish: (before, after) => within((open) => distinguishPolicies(policyOf(before), policyOf(after), open)),
    close: unloadSolver,
  }
}

function policyOf(text: string): Policy {
  const { policy } = parsePolicy(text)
  if (policy === null) throw new Problem('invalid_policy', 'The text has faults: they come before proofs.')
  return policy
}
