import { canonicalJson } from '../fingerprint/canonical-json.ts'
import type { EntryOf } from '../journal/entry.ts'
import { isErased } from '../journal/erase-entry.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import { parseInstant } from '../time/instant.ts'
import { decide } from './decide.ts'
import { decidedResultOf } from './decision.ts'
import { ruleOnHigherCharge } from './higher-charge.ts'
import { storedFacts } from './stored-facts.ts'

/** Whether a stored decision follows from its stored facts, circumstances and policy version; `erased` where its personal facts and its message are gone. */
export type Replay =
  | { readonly result: 'same' | 'erased' }
  | { readonly result: 'different'; readonly stored: string; readonly replayed: string }

/** Decides once more what was decided, from what was stored then. */
export async function replayDecision(loaded: LoadedPolicy, entry: EntryOf<'decision'>): Promise<Replay> {
  const { request, confidential } = entry
  if (confidential === null || isErased(entry)) return { result: 'erased' }
  const result = decidedResultOf(entry)
  const { evaluator } = loaded
  const evaluation = evaluator.begin(storedFacts(loaded.policy, entry), parseInstant(entry.decided_at))
  const ruling = await evaluator.ruleRefund(evaluation)
  const ignored = result.ignored_facts
  const onHigherCharge = await ruleOnHigherCharge(evaluator, evaluation, ignored)
  const { circumstances, claim } = request
  const replayed = decide({ evaluation, circumstances, claim, ignored, onHigherCharge, isLimited: true }, ruling)
  return compareReplay({ result, message: confidential.message }, replayed)
}

/** Whether what was decided again equals what was stored, in canonical form. */
export function compareReplay(stored: object, replayed: object): Replay {
  const [before, now] = [canonicalJson(stored), canonicalJson(replayed)]
  return before === now ? { result: 'same' } : { result: 'different', stored: before, replayed: now }
}
