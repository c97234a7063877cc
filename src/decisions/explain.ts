import { canonicalJson, type Json } from '../fingerprint/canonical-json.ts'
import type { Entry } from '../journal/entry.ts'
import { traceRefund } from '../policy/evaluate/trace.ts'
import type { Policy } from '../policy/model/policy.ts'
import { parseInstant } from '../time/instant.ts'
import { circumstancesOf, storedFacts } from './replay.ts'

/**
 * How the version in effect came to the decision: every rule it tried with every condition, the
 * formula with its numbers, and the circumstances that were looked at beside it.
 */
export function explain(policy: Policy, entry: Entry): Json {
  const trace = traceRefund(policy, storedFacts(policy, entry), parseInstant(entry.at))
  return JSON.parse(canonicalJson({ ...trace, circumstances: circumstancesOf(entry) })) as Json
}
