import { Rational } from '../../money/rational.ts'
import { nothingGiven } from '../model/given.ts'
import type { DisputeRule, Policy } from '../model/policy.ts'
import { Unknown } from '../model/value.ts'
import { type ServiceText, serviceText } from '../wording/service-words.ts'
import type { Evaluation } from './evaluation.ts'
import type { DisputeRuling } from './evaluator.ts'
import { fillTemplate } from './fill-template.ts'
import { followUps } from './follow-ups.ts'
import { namedActions } from './named-actions.ts'
import type { Selection } from './select-winner.ts'

/**
 * What the first matching dispute rule says. Where none matches the account's standing stays as it
 * is; so it does where a rule's condition could not be computed before one matched, or the actions
 * of the one that matched, for a person to look at: no account is suspended or banned on a fault,
 * and no milder rule below it is used instead.
 */
export function disputeRuling(evaluation: Evaluation, selection: Selection<DisputeRule> | null): DisputeRuling {
  const { policy } = evaluation
  if (selection === null) return noRule(policy, 'no_dispute_rule', 'no_dispute_rule')
  if (selection.kind === 'undecided') return undecided(policy, selection.cause)
  const { rule } = selection
  const following = followUps(evaluation, rule.actions, { ...nothingGiven, refund: Rational.zero, scale: 0 })
  if (following instanceof Unknown) return undecided(policy, following)
  const source = {
    value: (kind: 'fact' | 'derived', name: string) => evaluation.value(kind, name),
    currency: null,
    method: null,
  }
  return {
    outcome: rule.outcome,
    rule: rule.id,
    clause: rule.clause,
    reason: rule.reason,
    message: fillTemplate(rule.message, source),
    actions: namedActions(following),
  }
}

function undecided(policy: Policy, { fault }: Unknown): DisputeRuling {
  return noRule(policy, fault === null ? 'missing_fact' : 'calculation_fault', 'undecided_dispute')
}

function noRule({ languages }: Policy, reason: string, text: ServiceText): DisputeRuling {
  const message = { words: serviceText(languages, text), values: new Map(), currency: null, method: null }
  return { outcome: 'none', rule: null, clause: null, reason, message, actions: [] }
}
