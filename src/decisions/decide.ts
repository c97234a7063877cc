import type { PolicyReference } from '../journal/entry.ts'
import type { Rational } from '../money/rational.ts'
import { currencyScale } from '../policy/evaluate/currency-scale.ts'
import type { Evaluation } from '../policy/evaluate/evaluation.ts'
import type { Ruling } from '../policy/evaluate/evaluator.ts'
import type { TemplateSource } from '../policy/evaluate/fill-template.ts'
import { followUps } from '../policy/evaluate/follow-ups.ts'
import { interpretedEvaluation } from '../policy/evaluate/interpreted-evaluation.ts'
import { type NamedAction, namedActions } from '../policy/evaluate/named-actions.ts'
import { levelFor } from '../policy/evaluate/review-terms.ts'
import type { Policy } from '../policy/model/policy.ts'
import { type FactValues, Unknown } from '../policy/model/value.ts'
import type { PolicyVersion } from '../policy/versions/policy-version.ts'
import { composeDecision, type DecisionFrame } from './compose-decision.ts'
import type { DecisionPreview } from './decisions.ts'
import { type Settlement, settle } from './settle.ts'

/** The facts that a ruling was made from, when. */
export interface DecidedFacts {
  readonly facts: FactValues
  readonly now: number
}

/** Settles the ruling in its circumstances and writes the answer. Pure: the same input gives the same decision. */
export function decide(frame: DecisionFrame, ruling: Ruling, facts: FactValues): DecisionPreview {
  const decided = { facts, now: frame.at }
  const settlement = settleFor(frame, ruling, decided)
  return composeDecision(frame, settlement, actionsOf(frame.policy, settlement, decided))
}

/** {@link settle}, with the policy's own words taken from the facts. */
export function settleFor(
  frame: Pick<DecisionFrame, 'policy' | 'circumstances'>,
  ruling: Ruling,
  decided: DecidedFacts,
): Settlement {
  const evaluation = interpretedEvaluation(frame.policy, decided.facts, decided.now)
  const context = {
    policy: frame.policy,
    source: wordsFrom(evaluation, ruling),
    levelFor: (amount: Rational | null) => levelFor(evaluation, null, amount),
  }
  return settle(context, ruling, frame.circumstances)
}

/** What the rule that decided asks for beside money, with nothing given before: on approval or denial its actions, while a review waits those for that time. */
export function actionsOf(
  policy: Policy,
  { ruling, credit }: Settlement,
  decided: DecidedFacts,
): readonly NamedAction[] {
  const { decidedBy, currency, amounts } = ruling
  if (decidedBy === null) return []
  const actions = ruling.kind === 'review' ? (decidedBy.review?.actions ?? []) : decidedBy.actions
  const scale = currency === null ? 0 : (currencyScale(policy, currency) ?? 0)
  const evaluation = interpretedEvaluation(policy, decided.facts, decided.now)
  const following = followUps(evaluation, actions, { refund: credit, amounts, scale })
  if (following instanceof Unknown) throw new TypeError(`the actions of ${decidedBy.id} cannot be computed`)
  return namedActions(following)
}

/** The reference that a decision keeps of the version that made it. */
export function referenceTo({ name, version, sha256 }: PolicyVersion): PolicyReference {
  return { name, version, sha256 }
}

function wordsFrom(evaluation: Evaluation, ruling: Ruling): TemplateSource {
  return {
    value: (kind, name) => evaluation.value(kind, name),
    currency: ruling.currency,
    method: ruling.method,
  }
}
