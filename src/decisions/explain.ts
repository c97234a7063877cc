import type { EntryOf } from '../journal/entry.ts'
import type { Circumstances } from '../journal/kinds/circumstances.ts'
import { type RefundTrace, traceRefund } from '../policy/evaluate/trace.ts'
import type { Policy } from '../policy/model/policy.ts'
import { parseInstant } from '../time/instant.ts'
import { storedFacts } from './stored-facts.ts'

/** How a decision came about, ready for JSON. */
export interface DecisionTrace extends RefundTrace {
  readonly circumstances: Circumstances
}

/**
 * How the version in effect came to the decision: every rule it tried with every condition, the
 * formula with its numbers, and the circumstances that were looked at beside it.
 */
export function explain(policy: Policy, entry: EntryOf<'decision'>): DecisionTrace {
  const trace = traceRefund(policy, storedFacts(policy, entry), parseInstant(entry.decided_at))
  return { ...trace, circumstances: entry.request.circumstances }
}
