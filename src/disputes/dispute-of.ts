import type { Entry, Standing } from '../journal/entry.ts'
import { objectIn, textIn } from '../journal/read-json.ts'
import type { DisputeOutcome } from '../policy/model/policy.ts'
import type { Dispute, DisputeClosing } from './disputes.ts'

/** The dispute as it is answered, from the entry that opened it and all entries about it. */
export function disputeOf(opened: Entry, known: readonly Entry[]): Dispute {
  const { request, result } = opened
  const closed = known.find((entry) => entry.kind === 'dispute_closed') ?? null
  const actions = result['actions']
  return {
    id: opened.id,
    account: opened.account,
    order: opened.order,
    payment_reference: textIn(request, 'payment_reference') ?? '',
    amount: textIn(request, 'amount') ?? '',
    currency: textIn(request, 'currency') ?? '',
    opened_at: textIn(request, 'opened_at') ?? '',
    support_contacted_at: textIn(request, 'support_contacted_at'),
    outcome: textIn(result, 'outcome') as DisputeOutcome,
    reason_code: textIn(result, 'reason_code') ?? '',
    message: opened.confidential?.message ?? 'The text of this decision was erased.',
    rule: textIn(result, 'rule'),
    clause: textIn(objectIn(result, 'clause') ?? {}, 'id'),
    actions: Array.isArray(actions) ? actions : [],
    standing: textIn(result, 'standing') as Standing,
    policy: opened.policy,
    reported_at: opened.at,
    status: closed === null ? 'open' : (textIn(closed.result, 'outcome') as DisputeClosing),
    closed_at: closed?.at ?? null,
  }
}
