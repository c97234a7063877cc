import type { Entry } from '../journal/entry.ts'
import type { Decision } from './decision.ts'

/** What stands where the text was erased. */
const erasedMessage = 'The text of this decision was erased.'

/** The answer as it was given, from the stored entry: never computed again. Its parts come in reading order. */
export function decisionOf(entry: Entry): Decision {
  const { outcome, label, reason_code, ...rest } = entry.result as unknown as Omit<Decision, 'id' | 'message'>
  const { refund, amounts, clause, rule, actions, review, ignored_facts, policy, ...where } = rest
  return {
    id: entry.id,
    outcome,
    ...(label === undefined ? {} : { label }),
    reason_code,
    message: entry.confidential?.message ?? erasedMessage,
    refund: refund === null ? null : inReadingOrder(refund),
    amounts,
    clause,
    rule,
    actions,
    review,
    ignored_facts,
    policy,
    ...where,
  }
}

function inReadingOrder({ amount, entitled, already_credited, currency, method }: NonNullable<Decision['refund']>) {
  return { amount, entitled, already_credited, currency, method }
}
