import { answeredActions } from '../journal/kinds/given-action.ts'
import { actionsOf } from '../journal/personal-parameters.ts'
import { type DisputeEntry, type DisputeState, stateOf, statesAlong } from './dispute-state.ts'
import type { Dispute, DisputeEvent } from './disputes.ts'

/** The dispute as it is answered, from all entries about it, oldest first. */
export function disputeOf(entries: readonly DisputeEntry[]): Dispute {
  const state = stateOf(entries)
  const { opened, decided, notice, counts } = state
  const { result } = decided
  return {
    id: opened.id,
    provider_id: notice.provider_id,
    kind: notice.kind,
    account: opened.account,
    payment_reference: notice.payment_reference,
    order: opened.order?.id ?? null,
    part: opened.order?.part ?? null,
    policy: decided.policy,
    amount: notice.amount,
    currency: notice.currency,
    opened_at: notice.opened_at,
    support_contacted_at: notice.support_contacted_at,
    respond_by: notice.respond_by,
    outcome: result.outcome,
    reason_code: result.reason_code,
    message: decided.confidential?.message ?? 'The text of this decision was erased.',
    rule: result.rule,
    clause: result.clause?.id ?? null,
    actions: answeredActions(decided.id, actionsOf(decided)),
    actions_given_before: result.actions_given_before,
    standing: state.newest.result.standing,
    status: state.status,
    charged_back: counts.chargedBack,
    needs_amount: counts.isUnclear,
    rounds: state.rounds,
    reported_at: opened.decided_at,
    closed_at: state.closedAt,
    history: statesAlong(entries).map(eventOf),
  }
}

const eventNames = {
  dispute_opened: 'opened',
  dispute_amended: 'amended',
  dispute_closed: 'closed',
  dispute_reopened: 'reopened',
} as const

function eventOf({ newest, notice, status, counts }: DisputeState): DisputeEvent {
  return {
    id: newest.id,
    event: eventNames[newest.kind],
    at: newest.decided_at,
    author: newest.author,
    kind: notice.kind,
    status,
    respond_by: notice.respond_by,
    charged_back: counts.chargedBack,
    standing: newest.result.standing,
  }
}
