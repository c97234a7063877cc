import { isSameJson } from '../fingerprint/same-json.ts'
import type { EntryOf } from '../journal/entry.ts'
import { isErased } from '../journal/erase-entry.ts'
import type { FactValues } from '../policy/model/value.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import { parseInstant } from '../time/instant.ts'
import { decideInSilence } from './decide.ts'
import { type DecidedResult, decidedResultOf } from './decision.ts'
import { ruleOnHigherCharge } from './higher-charge.ts'
import { storedFacts } from './stored-facts.ts'

/** What was answered, as far as it can be decided again: the result's members, and the message. */
export interface ReplayedAnswer {
  readonly outcome: string
  readonly reason_code: string
  readonly rule: string | null
  readonly [member: string]: unknown
}

/** An answer, as far as what looks at very many reads of it. */
export interface AnswerGiven {
  readonly outcome: string
  readonly label?: unknown
  readonly reason_code: string
  readonly rule: string | null
  readonly clause?: unknown
  readonly refund?: unknown
}

/** Whether a stored decision follows from what was stored with it; `erased` where its personal facts and its message are gone. */
export type Replay =
  | { readonly result: 'same' | 'erased' }
  | { readonly result: 'different'; readonly stored: ReplayedAnswer; readonly replayed: ReplayedAnswer }

/**
 * Decides once more what was decided, by the policy and on the facts that are given (those stored, unless others are),
 * in the circumstances that were stored then.
 */
export async function replayDecision(
  loaded: LoadedPolicy,
  entry: EntryOf<'decision'>,
  facts: FactValues | null = null,
): Promise<Replay> {
  const { request, confidential } = entry
  if (confidential === null || isErased(entry)) return { result: 'erased' }
  const stored = decidedResultOf(entry)
  const { evaluator } = loaded
  const evaluation = evaluator.begin(facts ?? storedFacts(loaded.policy, entry), parseInstant(entry.decided_at))
  const ruling = await evaluator.ruleRefund(evaluation)
  const ignored = stored.ignored_facts
  const onHigherCharge = await ruleOnHigherCharge(evaluator, evaluation, ignored)
  const { circumstances, claim } = request
  const basis = { evaluation, circumstances, claim, ignored, onHigherCharge, isLimited: true }
  const result = decideInSilence(basis, ruling)
  return compareReplay(withoutTexts(stored), withoutTexts(result))
}

/**
 * What a decision says beside its texts. A text follows from template and values: the template from the
 * version, rule and reason, the values from facts and amounts, which are compared. How they are written is not:
 * the formatters of another release may write a space otherwise.
 */
export function withoutTexts(result: DecidedResult): ReplayedAnswer {
  return { ...result, clause: result.clause === null ? null : { id: result.clause.id } }
}

/** Whether what was decided again equals what was stored. */
export function compareReplay(stored: ReplayedAnswer, replayed: ReplayedAnswer): Replay {
  return isSameJson(stored, replayed) ? { result: 'same' } : { result: 'different', stored, replayed }
}
