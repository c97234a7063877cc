import type { DisputeRule } from '../model/policy.ts'
import { noDisputeRuleMessage, undecidedDisputeMessage } from './built-in-messages.ts'
import type { Evaluation } from './evaluation.ts'
import type { DisputeRuling } from './evaluator.ts'
import { fillTemplate } from './fill-template.ts'
import { rulingActions } from './ruling-actions.ts'
import type { Selection } from './select-winner.ts'

/**
 * What the first matching dispute rule says. Where none matches the account's standing stays as it
 * is; so it does where a rule's condition could not be computed before one matched, for a person to
 * look at: no account is suspended or banned on a fault, and no milder rule below it is used instead.
 */
export function disputeRuling(evaluation: Evaluation, selection: Selection<DisputeRule> | null): DisputeRuling {
  if (selection === null) return noRule('no_dispute_rule', noDisputeRuleMessage)
  if (selection.kind === 'undecided') {
    const reason = selection.cause.fault === null ? 'missing_fact' : 'calculation_fault'
    return noRule(reason, undecidedDisputeMessage)
  }
  const { rule } = selection
  const source = {
    value: (kind: 'fact' | 'derived', name: string) => evaluation.value(kind, name),
    amounts: {},
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
    actions: rulingActions(evaluation, rule.actions),
  }
}

function noRule(reason: string, message: string): DisputeRuling {
  return { outcome: 'none', rule: null, clause: null, reason, message, actions: [] }
}
