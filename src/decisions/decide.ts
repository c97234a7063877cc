import type { PolicyReference } from '../journal/entry.ts'
import type { Ruling } from '../policy/evaluate/evaluator.ts'
import type { TemplateSource } from '../policy/evaluate/fill-template.ts'
import { interpretedEvaluation } from '../policy/evaluate/interpreted-evaluation.ts'
import type { Policy } from '../policy/model/policy.ts'
import type { FactValues } from '../policy/model/value.ts'
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
  return composeDecision(frame, settleFor(frame, ruling, { facts, now: frame.at }))
}

/** {@link settle}, with the policy's own words taken from the facts. */
export function settleFor(
  frame: Pick<DecisionFrame, 'policy' | 'circumstances'>,
  ruling: Ruling,
  decided: DecidedFacts,
): Settlement {
  return settle({ policy: frame.policy, source: wordsFrom(frame.policy, ruling, decided) }, ruling, frame.circumstances)
}

/** The reference that a decision keeps of the version that made it. */
export function referenceTo({ name, version, sha256 }: PolicyVersion): PolicyReference {
  return { name, version, sha256 }
}

function wordsFrom(policy: Policy, ruling: Ruling, decided: DecidedFacts): TemplateSource {
  const evaluation = interpretedEvaluation(policy, decided.facts, decided.now)
  return {
    value: (kind, name) => evaluation.value(kind, name),
    amounts: ruling.amounts,
    currency: ruling.currency,
    method: ruling.method,
  }
}
