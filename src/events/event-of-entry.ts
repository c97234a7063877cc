import { clauseUrl } from '../ids/clause-url.ts'
import type { Entry, EntryOf } from '../journal/entry.ts'
import type { EntryKind } from '../journal/entry-kinds.ts'
import { movementOf } from '../journal/evolve.ts'
import type { Event, EventData, EventType, Told } from './event.ts'
import { toldDisputeRuling, toldEffect, toldNotice, toldOverlap, toldReview, toldRuling } from './told-parts.ts'

type Tell<Name extends EntryKind> = (entry: EntryOf<Name>) => Told

const decisionTypes = {
  approve: 'decision.approved',
  deny: 'decision.denied',
  review: 'decision.review',
} as const satisfies Record<string, EventType>

/** What is told of each kind of entry: a new kind does not compile until it says so here. */
const table: { readonly [Name in EntryKind]: Tell<Name> } = {
  order_registered: ({ request }) => ({ type: 'order.registered', data: { currency: request.currency } }),
  charge_added: ({ id, request, result }) => {
    const { reference, fact, amount } = request
    const { currency, overlap } = result
    return { type: 'order.charged', data: { reference, fact, amount, currency, ...toldOverlap(id, overlap) } }
  },
  credited_elsewhere: ({ id, request, result }) => {
    const { reference, sum, method, taken_back } = request
    const data = { reference, ...sum, method, counted: result.counted, ...toldOverlap(id, result.overlap) }
    return { type: taken_back ? 'order.credit_taken_back' : 'order.credited_elsewhere', data }
  },
  decision: ({ id, request, result }) => ({
    type: decisionTypes[result.outcome],
    data: {
      ...toldRuling(id, result),
      review: toldReview(id, result.review),
      superseded_review: request.supersedes,
    },
  }),
  decision_reopened: ({ id, request, result }) => ({
    type: 'decision.reopened',
    data: {
      decision: request.decision.id,
      reason_code: result.reason_code,
      review: toldReview(id, result.review),
      superseded_review: request.supersedes,
    },
  }),
  review_extended: ({ request, result }) => ({
    type: 'review.extended',
    data: { review: request.review, due_by: result.due_by },
  }),
  review_escalated: ({ request, result }) => ({
    type: 'review.escalated',
    data: { review: request.review, level: result.level },
  }),
  review_resolved: ({ id, request, result }) => ({
    type: 'review.resolved',
    data: { review: request.review, decision: request.asked_by?.id ?? null, ...toldRuling(id, result) },
  }),
  dispute_opened: ({ id, request, result }) => ({
    type: 'dispute.opened',
    data: { ...toldNotice(id, request), ...toldDisputeRuling(id, result) },
  }),
  dispute_amended: ({ id, request, result }) => ({
    type: 'dispute.amended',
    data: { ...toldNotice(request.dispute, request.notice), ...toldDisputeRuling(id, result) },
  }),
  dispute_closed: ({ id, request, result }) => {
    const { outcome, standing, effect } = result
    return { type: 'dispute.closed', data: { dispute: request.dispute, outcome, standing, ...toldEffect(id, effect) } }
  },
  dispute_reopened: ({ id, request, result }) => {
    const { standing, effect } = result
    return { type: 'dispute.reopened', data: { dispute: request.dispute, standing, ...toldEffect(id, effect) } }
  },
  standing_lifted: ({ request, result }) => ({
    type: 'account.standing_lifted',
    data: { from: request.from, standing: result.standing },
  }),
  erasure: ({ request }) => ({ type: 'account.erased', data: { up_to: request.up_to } }),
  adjustment: ({ id, request, result }) => ({
    type: 'balance.adjusted',
    data: { ...result.adjustment, reference: request.reference, ...toldOverlap(id, result.overlap) },
  }),
  correction: ({ id, request, result }) => ({
    type: 'order.corrected',
    data: { corrected: request.corrected, currency: result.currency, ...toldOverlap(id, result.overlap) },
  }),
  credit_spent: ({ request, result }) => ({
    type: 'credit.spent',
    data: { reference: request.reference, ...result.debit },
  }),
  credit_delivered: ({ request, result }) => ({
    type: 'credit.delivered',
    data: { decision: request.decision, reference: request.reference, ...result.delivery },
  }),
  // The reference of a failure or a return may be what was said there: that is a note.
  credit_failed: ({ request, result }) => ({
    type: 'credit.failed',
    data: { decision: request.decision, ...result.failed },
  }),
  credit_returned: ({ request, result }) => ({
    type: 'credit.returned',
    data: {
      decision: request.decision,
      delivery: request.delivery,
      method: result.method,
      ...result.returned,
    },
  }),
}

/** The event of an entry: the table's, in the envelope of all, with the balance where the entry moved it. */
export function eventOfEntry(number: number, entry: Entry): Event {
  const { type, data } = told(entry.kind, entry)
  const { id, decided_at, account, order, policy, author } = entry
  return {
    number,
    id,
    type,
    at: decided_at,
    account,
    order: order?.id ?? null,
    part: order?.part ?? null,
    policy: order?.policy ?? policy?.name ?? null,
    data: { ...data, ...versionOf(entry, data), ...balanceAfter(entry), author },
  }
}

function told<Name extends EntryKind>(kind: Name, entry: EntryOf<Name>): Told {
  const tell: Tell<Name> = table[kind]
  return tell(entry)
}

/** The version that decided, and where it has the clause that is told. */
function versionOf({ policy }: Entry, { clause }: EventData): EventData {
  if (policy === null) return {}
  const place = typeof clause === 'string' ? { clause_url: clauseUrl(policy, clause) } : {}
  return { ...place, policy_version: policy.version }
}

function balanceAfter(entry: Entry): EventData {
  const movement = movementOf(entry)
  if (movement === null) return {}
  const { currency } = movement
  return { balance: { amount: entry.state.balances[currency] ?? '0', currency } }
}
