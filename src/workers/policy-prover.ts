import { comparePolicies } from '../policy/analysis/compare-policies.ts'
import { distinguishPolicies } from '../policy/analysis/distinguish-policies.ts'
import { examinePolicy } from '../policy/analysis/examine-policy.ts'
import type { AnalysisDeps } from '../policy/analysis/laboratory.ts'
import { type ProvePolicies, undecided } from '../policy/analysis/prove-policies.ts'
import { SolverFault } from '../policy/analysis/solver.ts'
import type { Policy } from '../policy/model/policy.ts'
import { parsePolicy } from '../policy/parse/parse-policy.ts'
import { Problem } from '../problems/problem.ts'
import { createPlaces } from './places.ts'
import { createSolverSessions } from './solver-sessions.ts'
import { twiceAtMost } from './twice-at-most.ts'
import { createSolverHost, type SolverHost } from './z3-contexts.ts'

/** Proofs, and the end of what they run on. */
export interface PolicyProofs extends ProvePolicies {
  /** Ends the solver's threads, which would keep the process. */
  close(): Promise<void>
}

/**
 * Proves in this thread, each question within so many milliseconds: what is not proved then is said to be not decided.
 * Where the solver breaks off, it is loaded anew and asked once more. Questions wait for one another.
 */
export function createPolicyProver(milliseconds: number, host: SolverHost = createSolverHost()): PolicyProofs {
  const inTurn = createPlaces(1)
  const within = <Answer>(
    work: (open: () => Promise<AnalysisDeps>) => Promise<Answer>,
    notDecided: (because: string) => Answer,
  ): Promise<Answer> => inTurn(() => twiceAtMost(milliseconds, (left) => tryOnce(host, left, work), notDecided))
  return {
    examine: (text) => within((open) => examinePolicy(policyOf(text), open), undecided.examine),
    compare: (before, after) =>
      within((open) => comparePolicies(policyOf(before), policyOf(after), open), undecided.compare),
    distinguish: (before, after) =>
      within((open) => distinguishPolicies(policyOf(before), policyOf(after), open), undecided.distinguish),
    close: () => host.unload(),
  }
}

async function tryOnce<Answer>(
  host: SolverHost,
  milliseconds: number,
  work: (open: () => Promise<AnalysisDeps>) => Promise<Answer>,
): Promise<{ readonly answer: Answer } | { readonly brokeOff: string }> {
  const sessions = createSolverSessions(host, milliseconds)
  try {
    return { answer: await work(sessions.open) }
  } catch (error) {
    if (!(error instanceof SolverFault)) throw error
    await host.unload()
    return { brokeOff: error.message }
  } finally {
    sessions.close()
  }
}

function policyOf(text: string): Policy {
  const { policy } = parsePolicy(text)
  if (policy === null) throw new Problem('invalid_policy', 'The text has faults: they come before proofs.')
  return policy
}
