import { type Circumstances, untouched } from '../journal/kinds/circumstances.ts'
import { assertSoundMoney, identify, identityErrors, invalidFacts, partOf } from '../orders/order-subject.ts'
import { completeFacts } from '../policy/facts/complete-facts.ts'
import { readGivenFacts } from '../policy/facts/read-facts.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import { referenceTo } from '../policy/versions/policy-version.ts'
import { formatInstant } from '../time/instant.ts'
import { basisIn, decide } from './decide.ts'
import { answerOf, preview } from './decision.ts'
import type { DecisionPreview } from './decisions.ts'
import { isClaim } from './is-claim.ts'
import type { ToldHistory } from './told-history.ts'

/**
 * What a preview answers of an order that nothing happened to, but for what is told: the same, without a store to ask,
 * for whoever asks very often. Problem invalid_facts.
 */
export async function decideUntouched(
  loaded: LoadedPolicy,
  json: unknown,
  { now, told }: { readonly now: number; readonly told: ToldHistory },
): Promise<DecisionPreview> {
  const { policy, evaluator, version } = loaded
  const given = readGivenFacts(policy, json)
  const { facts, errors } = completeFacts(policy, 'refunds', given.facts, now)
  const named = evaluator.begin(given.facts, now)
  const { account, order } = identify(named)
  if (account === null || order === null) throw invalidFacts([...given.errors, ...identityErrors(named)])
  if (given.errors.length > 0) throw invalidFacts(given.errors)
  if (errors.length > 0) throw invalidFacts(errors)
  const asked = evaluator.begin(facts, now)
  assertSoundMoney(asked)
  const evaluation = asked.withFacts(told.facts)
  const circumstances: Circumstances = { ...untouched, ...told.circumstances }
  const claim = isClaim(policy, facts) ? 'counted' : null
  const decided = decide(basisIn({ circumstances, claim }, evaluation), await evaluator.ruleRefund(evaluation))
  const place = { policy: referenceTo(version), decided_at: formatInstant(now), account, order, part: partOf(named) }
  return answerOf(preview, place, decided)
}
