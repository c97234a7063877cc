import type { Json } from '../fingerprint/canonical-json.ts'
import type { DisputeEffect } from '../journal/kinds/dispute-effect.ts'
import type { DisputeNotice } from '../journal/kinds/dispute-notice.ts'
import type { DisputeRuled } from '../journal/kinds/dispute-ruling.ts'
import { answeredActions, type GivenAction } from '../journal/kinds/given-action.ts'
import { type Overlap, recoveryReason } from '../journal/kinds/overlap.ts'
import type { Refund } from '../journal/kinds/refund.ts'
import type { ReviewResolvedResult } from '../journal/kinds/review-resolved.ts'
import type { AskedReview } from '../journal/kinds/review-terms.ts'
import type { EventData } from './event.ts'

/** Which actions were given: what they carry is read from the decision. */
function toldActions(entry: string, actions: readonly GivenAction[]): Json {
  return answeredActions(entry, actions).map(({ id, name }) => ({ id, name }))
}

/** A refund as it was answered. */
function toldRefund(refund: Refund | null): Json {
  return refund === null ? null : { ...refund }
}

/** What a decision and a resolution have in common. */
export function toldRuling(
  entry: string,
  result: Omit<ReviewResolvedResult, 'outcome' | 'denies' | 'counted' | 'settled_overlap' | 'actions_given_before'> & {
    readonly outcome: string
  },
): EventData {
  const { outcome, label, reason_code, rule, clause, refund, amounts, amounts_total, actions } = result
  return {
    outcome,
    label,
    reason_code,
    rule,
    clause: clause?.id ?? null,
    refund: toldRefund(refund),
    amounts,
    amounts_total,
    actions: toldActions(entry, actions),
  }
}

/** A review that began with the entry, or that its request joined. */
export function toldReview(entry: string, review: AskedReview | null): Json {
  if (review === null) return null
  const { joins, level, proposed, currency, method, target_by, due_by } = review
  return { id: joins ?? entry, level, proposed, currency, method, target_by, due_by }
}

/** What the order has more than it may, and the review that began for it. */
export function toldOverlap(entry: string, overlap: Overlap | null): EventData {
  const review = overlap?.review ?? null
  return {
    overlap: overlap?.amount ?? null,
    review: review === null ? null : { id: entry, reason_code: recoveryReason, ...review },
  }
}

/** What is known of a dispute. */
export function toldNotice(dispute: string, notice: DisputeNotice): EventData {
  const { key: _, ...known } = notice
  return { dispute, ...known }
}

/** What the policy said of a dispute. */
export function toldDisputeRuling(entry: string, result: DisputeRuled): EventData {
  const { outcome, rule, clause, reason_code, actions, effect, standing } = result
  return {
    outcome,
    rule,
    clause: clause?.id ?? null,
    reason_code,
    actions: toldActions(entry, actions),
    standing,
    ...toldEffect(entry, effect),
  }
}

/** What an entry about a dispute changed for its order; what was charged back more or, with a minus, less. */
export function toldEffect(entry: string, { charged_back, overlap }: DisputeEffect): EventData {
  return { charged_back, ...toldOverlap(entry, overlap) }
}
