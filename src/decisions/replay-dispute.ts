import { canonicalJson } from '../fingerprint/canonical-json.ts'
import type { Entry } from '../journal/entry.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import { parseInstant } from '../time/instant.ts'
import { type Replay, storedFacts } from './replay.ts'

/** Rules once more on a dispute, from the facts and the policy version that were stored with it. */
export async function replayDispute(loaded: LoadedPolicy, entry: Entry): Promise<Replay> {
  if (entry.confidential === null) return { result: 'erased' }
  const ruling = await loaded.evaluator.evaluateDispute(storedFacts(loaded.policy, entry), parseInstant(entry.at))
  const { outcome, rule, clause, reason_code, actions } = entry.result
  const stored = canonicalJson({ outcome, rule, clause, reason_code, actions, message: entry.confidential.message })
  const replayed = canonicalJson({
    outcome: ruling.outcome,
    rule: ruling.rule,
    clause: ruling.clause === null ? null : { id: ruling.clause },
    reason_code: ruling.reason,
    actions: ruling.actions.map(({ name, parameters }) => ({ name, parameters })),
    message: ruling.message,
  })
  return stored === replayed ? { result: 'same' } : { result: 'different', stored, replayed }
}
