import { resolutionOf, type WhatBecame, whatBecameOf } from '../decisions/what-became.ts'
import type { Entry, EntryOf } from '../journal/entry.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import { answeredActions } from '../journal/kinds/given-action.ts'
import { recoveryReason } from '../journal/kinds/overlap.ts'
import type { AskedReview } from '../journal/kinds/review-terms.ts'
import type { WaitingReview } from '../journal/model/state.ts'
import { isOfKind } from '../journal/of-kind.ts'
import { actionsOf } from '../journal/personal-parameters.ts'
import type { StreamView } from '../journal/view-stream.ts'
import { formatAmount } from '../money/amounts.ts'
import type { Policies } from '../policy/versions/policies.ts'
import type { Clock } from '../time/clock.ts'
import { formatInstant } from '../time/instant.ts'
import { currentOverlap } from './current-overlap.ts'
import { isRecovery, type NamedReview, viewOf, waitingIn } from './find-review.ts'
import { proposalOf } from './proposal.ts'
import type { Review } from './reviews.ts'

/** What a review is answered with. */
export interface AnswerDeps {
  readonly store: JournalStore
  readonly policies: Pick<Policies, 'version' | 'newest'>
  readonly clock: Clock
}

/** The review as it is answered; `resolved` where that was written just now. */
export async function answerReview(
  deps: AnswerDeps,
  review: NamedReview,
  { resolved }: { readonly resolved: EntryOf<'review_resolved'> | null } = { resolved: null },
): Promise<Review> {
  const view = await viewOf(deps, review)
  const waiting = waitingIn(view, review.id)
  if (waiting !== null) return answerWaiting(deps, review, { view, waiting })
  const became: WhatBecame =
    resolved === null
      ? await whatBecameOf(deps.store, review.account, review.id)
      : { resolution: resolutionOf(resolved), superseded_by: null }
  const terms = termsOf(review.first)
  return {
    ...named(review),
    ...terms,
    status: became.resolution === null ? 'superseded' : 'resolved',
    asked_by: null,
    overlap: null,
    actions: became.resolution?.actions ?? [],
    escalated_at: null,
    ...became,
  }
}

/** The review while it waits, with what may be approved as the order stands now. */
export async function answerWaiting(
  deps: AnswerDeps,
  review: NamedReview,
  { view, waiting }: { readonly view: StreamView; readonly waiting: WaitingReview },
): Promise<Review> {
  const proposal = await proposalOf(deps, waiting.asked_by, view)
  const { level, target_by, due_by, escalated_at, reason_code, rule } = waiting
  const asked = proposal?.asked ?? null
  const due = proposal?.due ?? null
  return {
    ...named(review),
    status: due_by < formatInstant(deps.clock.now()) ? 'overdue' : 'waiting',
    reason_code,
    rule,
    level,
    proposed: proposal === null || due === null ? null : formatAmount(due.amount, proposal.scale),
    currency: proposal?.ruling.currency ?? view.orderState.currency,
    method: proposal?.ruling.method ?? null,
    missing_facts: asked?.result.review?.missing_facts ?? [],
    asked_by: waiting.asked_by?.id ?? null,
    overlap: isRecovery(waiting) ? (await currentOverlap(deps, review.order, view)).amount.toDecimal() : null,
    actions: asked === null ? [] : answeredActions(asked.id, actionsOf(asked)),
    target_by,
    due_by,
    escalated_at,
    resolution: null,
    superseded_by: null,
  }
}

function named({ id, account, order, first }: NamedReview) {
  return {
    decision_id: id,
    account,
    order: order.id,
    part: order.part,
    policy: order.policy,
    asked_at: first.decided_at,
  }
}

type Terms = Pick<
  Review,
  'reason_code' | 'rule' | 'level' | 'proposed' | 'currency' | 'method' | 'missing_facts' | 'target_by' | 'due_by'
>

/** What the entry that asked first said of it. */
function termsOf(first: Entry): Terms {
  const { result } = first
  if (isOfKind(first, ['decision', 'decision_reopened']) && first.result.review !== null) {
    return askedTerms(first.result.review, first.result)
  }
  const overlap = 'effect' in result ? result.effect.overlap : 'overlap' in result ? result.overlap : null
  const { level, target_by, due_by } = overlap?.review ?? { level: '', target_by: '', due_by: '' }
  const nothing = { rule: null, proposed: null, currency: null, method: null, missing_facts: [] }
  return { reason_code: recoveryReason, ...nothing, level, target_by, due_by }
}

function askedTerms(
  { level, proposed, currency, method, missing_facts, target_by, due_by }: AskedReview,
  { reason_code, rule }: { readonly reason_code: string; readonly rule: string | null },
): Terms {
  return { reason_code, rule, level, proposed, currency, method, missing_facts, target_by, due_by }
}
