import type { EntryOf } from '../journal/entry.ts'
import type { Dispute } from './disputes.ts'

/** An entry about a dispute. */
export type DisputeEntry = EntryOf<'dispute_opened' | 'dispute_closed'>

/** The dispute as it is answered, from the entry that opened it and all entries about it. */
export function disputeOf(opened: EntryOf<'dispute_opened'>, known: readonly DisputeEntry[]): Dispute {
  const { request, result } = opened
  const closed = known.find((entry) => entry.kind === 'dispute_closed')
  return {
    id: opened.id,
    account: opened.account,
    order: opened.order,
    payment_reference: request.payment_reference,
    amount: request.amount,
    currency: request.currency,
    opened_at: request.opened_at,
    support_contacted_at: request.support_contacted_at,
    outcome: result.outcome,
    reason_code: result.reason_code,
    message: opened.confidential?.message ?? 'The text of this decision was erased.',
    rule: result.rule,
    clause: result.clause?.id ?? null,
    actions: result.actions,
    standing: result.standing,
    policy: opened.policy,
    reported_at: opened.at,
    status: closed?.result.outcome ?? 'open',
    closed_at: closed?.at ?? null,
  }
}
