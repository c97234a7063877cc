import { canonicalJson } from '../fingerprint/canonical-json.ts'
import type { EntryOf } from '../journal/entry.ts'
import { isErased } from '../journal/erase-entry.ts'
import { actionsOf } from '../journal/personal-parameters.ts'
import { Rational } from '../money/rational.ts'
import type { Evaluation } from '../policy/evaluate/evaluation.ts'
import { type FollowUp, followUps } from '../policy/evaluate/follow-ups.ts'
import { parameterText } from '../policy/evaluate/named-actions.ts'
import { type FactValues, Unknown } from '../policy/model/value.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import { parseInstant } from '../time/instant.ts'
import { compareReplay, type Replay } from './replay.ts'
import { storedFacts } from './stored-facts.ts'

type DecidedDispute = EntryOf<'dispute_opened' | 'dispute_amended'>

/** Rules once more on a notice, by the policy and on the facts that are given (those stored, unless others are). */
export async function replayDispute(
  loaded: LoadedPolicy,
  entry: DecidedDispute,
  facts: FactValues | null = null,
): Promise<Replay> {
  const { confidential } = entry
  const result = { ...entry.result, actions: actionsOf(entry) }
  if (confidential === null || isErased(entry)) return { result: 'erased' }
  const evaluation = loaded.evaluator.begin(facts ?? storedFacts(loaded.policy, entry), parseInstant(entry.decided_at))
  const ruling = await loaded.evaluator.ruleDispute(evaluation)
  const actions = compareActions(followingFrom(evaluation, ruling.rule), result)
  const { outcome, rule, clause, reason_code } = result
  return compareReplay(
    { outcome, rule, clause, reason_code, actions: actions.stored },
    {
      outcome: ruling.outcome,
      rule: ruling.rule,
      clause: ruling.clause === null ? null : { id: ruling.clause },
      reason_code: ruling.reason,
      actions: actions.following,
    },
  )
}

function followingFrom(evaluation: Evaluation, rule: string | null): readonly FollowUp[] {
  const declared = evaluation.policy.disputes.find(({ id }) => id === rule)?.actions ?? []
  const nothing = { refund: Rational.zero, amounts: new Map<string, Rational>(), scale: 0 }
  const following = followUps(evaluation, declared, nothing)
  return following instanceof Unknown ? [] : following
}

interface NamedParameters {
  readonly name: string
  readonly parameters: Readonly<Record<string, string | boolean>>
}

/**
 * Which actions follow and which were answered, given now or before, without sums so far: how much of a
 * sum was given before is told by earlier entries. A sum of 0 is given by none.
 */
function compareActions(
  following: readonly FollowUp[],
  { actions, actions_given_before }: DecidedDispute['result'],
): { readonly stored: readonly string[]; readonly following: readonly string[] } {
  const empty = new Set(following.filter(isEmpty).map(identityOf))
  const namesIn = (identities: readonly string[]): readonly string[] =>
    [...new Set(identities)].filter((identity) => !empty.has(identity)).sort()
  const stored = [...actions, ...actions_given_before].map((action) => identityIn(action, following))
  return { stored: namesIn(stored), following: namesIn(following.map(identityOf)) }
}

function identityOf({ name, parameters }: FollowUp): string {
  const identity = parameters.filter(({ use }) => use === 'identity')
  return canonicalJson({
    name,
    parameters: Object.fromEntries(identity.map((one) => [one.name, parameterText(one.value, one.scale)])),
  })
}

function identityIn({ name, parameters }: NamedParameters, following: readonly FollowUp[]): string {
  const declared = following.filter((followUp) => followUp.name === name).flatMap((followUp) => followUp.parameters)
  const varying = new Set(declared.filter(({ use }) => use !== 'identity').map((parameter) => parameter.name))
  const identity = Object.entries(parameters).filter(([parameter]) => !varying.has(parameter))
  return canonicalJson({ name, parameters: Object.fromEntries(identity) })
}

function isEmpty({ per, parameters }: FollowUp): boolean {
  const sums = parameters.filter(({ use }) => use === 'cumulative')
  return per === 'order' && sums.length > 0 && sums.every(({ value }) => value instanceof Rational && value.sign() <= 0)
}
