import type { EntryOf } from '../journal/entry.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import { parseInstant } from '../time/instant.ts'
import { compareReplay, type Replay } from './replay.ts'
import { storedFacts } from './stored-facts.ts'

/** Rules once more on a dispute, from the facts and the policy version that were stored with it. */
export async function replayDispute(loaded: LoadedPolicy, entry: EntryOf<'dispute_opened'>): Promise<Replay> {
  if (entry.confidential === null) return { result: 'erased' }
  const ruling = await loaded.evaluator.evaluateDispute(storedFacts(loaded.policy, entry), parseInstant(entry.at))
  const { outcome, rule, clause, reason_code, actions } = entry.result
  return compareReplay(
    { outcome, rule, clause, reason_code, actions, message: entry.confidential.message },
    {
      outcome: ruling.outcome,
      rule: ruling.rule,
      clause: ruling.clause === null ? null : { id: ruling.clause },
      reason_code: ruling.reason,
      actions: ruling.actions,
      message: ruling.message,
    },
  )
}
