import { canonicalJson } from '../fingerprint/canonical-json.ts'
import type { EntryOf } from '../journal/entry.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import { parseInstant } from '../time/instant.ts'
import { decide } from './decide.ts'
import type { DecidedResult } from './decision.ts'
import { ruleOnHigherCharge } from './higher-charge.ts'
import { storedFacts } from './stored-facts.ts'

/** Whether a stored decision follows from its stored facts, circumstances and policy version; `erased` where its facts are gone. */
export type Replay =
  | { readonly result: 'same' | 'erased' }
  | { readonly result: 'different'; readonly stored: string; readonly replayed: string }

/** Decides once more what was decided, from what was stored then. */
export async function replayDecision(loaded: LoadedPolicy, entry: EntryOf<'decision'>): Promise<Replay> {
  const { request, confidential } = entry
  const { overlap: _, ...result } = entry.result
  if (confidential === null) return { result: 'erased' }
  const { evaluator } = loaded
  const evaluation = evaluator.begin(storedFacts(loaded.policy, entry), parseInstant(entry.decided_at))
  const ruling = await evaluator.ruleRefund(evaluation)
  const ignored = result.ignored_facts
  const onHigherCharge = await ruleOnHigherCharge(evaluator, evaluation, ignored)
  const { circumstances, claim } = request
  const replayed = decide({ evaluation, circumstances, claim, ignored, onHigherCharge, isLimited: true }, ruling)
  return compareReplay(withoutTexts(result), withoutTexts(replayed.result))
}

/**
 * What a decision says beside its texts. A text follows from template and values: the template from the
 * version, rule and reason, the values from facts and amounts, which are compared. How they are written is not:
 * the formatters of another release may write a space otherwise.
 */
function withoutTexts(result: DecidedResult): object {
  return { ...result, clause: result.clause === null ? null : { id: result.clause.id } }
}

/** Whether what was decided again equals what was stored, in canonical form. */
export function compareReplay(stored: object, replayed: object): Replay {
  const [before, now] = [canonicalJson(stored), canonicalJson(replayed)]
  return before === now ? { result: 'same' } : { result: 'different', stored: before, replayed: now }
}
