import { Rational } from '../../money/rational.ts'
import { nothingGiven } from '../model/given.ts'
import type { DisputeRule } from '../model/policy.ts'
import { Unknown } from '../model/value.ts'
import { noDisputeRuleMessage, undecidedDisputeMessage } from './built-in-messages.ts'
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
  if (selection === null) return noRule('no_dispute_rule', noDisputeRuleMessage)
  if (selection.kind === 'undecided') return undecided(selection.cause)
  const { rule } = selection
  const following = followUps(evaluation, rule.actions, { ...nothingGiven, refund: Rational.zero, scale: 0 })
  if (following instanceof Unknown) return undecided(following)
  const source = {
    value: (kind: 'fact' | 'derived', name: string) => evaluation.value(kind, name),
    currency: null,
    method: null,
  }
  const message = fillTemplate(rule.message, source)
  return {
    outcome: rule.outcome,
    rule: rule.id,
    clause: rule.clause,
    reason: rule.reason,
    message: message.map((part) => (typeof part === 'string' ? part : 'unknown')).join(''),
    actions: namedActions(following),
  }
}

function undecided({ fault }: Unknown): DisputeRuling {
  return noRule(fault === null ? 'missing_fact' : 'calculation_fault', undecidedDisputeMessage)
}

function noRule(reason: string, message: string): DisputeRuling {
  return { outcome: 'none', rule: null, clause: null, reason, message, actions: [] }
}
