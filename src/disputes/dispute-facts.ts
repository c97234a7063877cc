import { invalidFacts } from '../orders/order-subject.ts'
import { nestFacts } from '../policy/facts/nest-facts.ts'
import { readGivenFacts } from '../policy/facts/read-facts.ts'
import type { Expression } from '../policy/model/expression.ts'
import type { Policy } from '../policy/model/policy.ts'
import type { Value } from '../policy/model/value.ts'
import type { DisputeNotice } from './disputes.ts'

/**
 * The facts of a notice as the policy declares them: `dispute.*`, and the facts that name account
 * and order. Problem invalid_facts for what does not fit the declaration.
 */
export function disputeFacts(policy: Policy, notice: DisputeNotice): ReadonlyMap<string, Value> {
  const named: Record<string, unknown> = {
    ...nameOf(policy.subject.account, notice.account),
    ...(notice.order === null ? {} : nameOf(policy.subject.order, notice.order)),
    'dispute.payment_reference': notice.paymentReference,
    'dispute.order_id': notice.order,
    'dispute.amount': notice.amount,
    'dispute.currency': notice.currency,
    'dispute.opened_at': notice.openedAt,
    'dispute.support_contacted_at': notice.supportContactedAt,
  }
  const declared = Object.entries(named).filter(([name]) => policy.facts.get(name)?.from === 'request')
  const { facts, errors } = readGivenFacts(policy, nestFacts(declared))
  if (errors.length > 0) throw invalidFacts(errors)
  return facts
}

function nameOf(expression: Expression, value: string): Record<string, string> {
  return expression.kind === 'fact' ? { [expression.name]: value } : {}
}
