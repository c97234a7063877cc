import type { EntryOf } from '../journal/entry.ts'
import { creditOf } from '../journal/evolve.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import type { AskedReview } from '../journal/kinds/review-terms.ts'
import type { OrderState, WaitingReview } from '../journal/model/state.ts'
import { isOfKind, ofKinds } from '../journal/of-kind.ts'
import { Problem } from '../problems/problem.ts'
import { formatInstant } from '../time/instant.ts'
import type { Review, ReviewResolution } from './reviews.ts'

/** An entry that asked for a review of an order. */
export interface AskingEntry {
  readonly entry: EntryOf<'decision' | 'dispute_closed'>
  readonly order: string
  readonly review: AskedReview
}

/** The entry that asked for the review. Problem review_not_found. */
export async function entryThatAsked(store: Pick<JournalStore, 'entryById'>, decision: string): Promise<AskingEntry> {
  const entry = await store.entryById(decision)
  if (entry !== null && entry.order !== null && isOfKind(entry, ['decision', 'dispute_closed'])) {
    const { order, result } = entry
    if (result.review !== null) return { entry, order, review: result.review }
  }
  throw new Problem('review_not_found', `No decision ${decision} asked for a review.`)
}

/** The review while it waits, as its order's newest entry says; Problem review_already_resolved afterwards. */
export function assertWaiting(decision: string, state: OrderState | null): WaitingReview {
  const waiting = state?.waiting_review ?? null
  if (waiting !== null && waiting.decision_id === decision) return waiting
  throw new Problem(
    'review_already_resolved',
    `The review of decision ${decision} does not wait any more: it was resolved, or a newer decision took its place.`,
    { extensions: { waiting: waiting?.decision_id ?? null } },
  )
}

/** How a review was resolved; null while it waits, or where a newer decision took its place. */
export async function resolutionOf(
  store: Pick<JournalStore, 'historyEntries'>,
  { entry, order }: AskingEntry,
  upTo: number,
): Promise<ReviewResolution | null> {
  const kinds = ['review_resolved'] as const
  const place = { account: entry.account, order, upTo, after: null, before: null }
  const entries = ofKinds(await store.historyEntries({ ...place, kinds }), kinds)
  const resolved = entries.find(({ request }) => request.review === entry.id)
  return resolved === undefined ? null : readResolution(resolved)
}

/** What a resolving entry says. */
export function readResolution(resolved: EntryOf<'review_resolved'>): ReviewResolution {
  return {
    outcome: resolved.result.outcome,
    amount: creditOf(resolved)?.amount ?? null,
    note: resolved.confidential?.message ?? 'The note was erased.',
    resolved_by: resolved.author,
    resolved_at: resolved.at,
  }
}

/** The review as it is answered: times and level of the newest wording while it waits. */
export function reviewOf(
  { entry, order, review }: AskingEntry,
  now: number,
  state: { readonly waiting: WaitingReview | null; readonly resolution: ReviewResolution | null },
): Review {
  const { waiting, resolution } = state
  const { level, target_by, due_by } = waiting ?? review
  return {
    decision_id: entry.id,
    status: waiting === null ? 'resolved' : due_by < formatInstant(now) ? 'overdue' : 'waiting',
    account: entry.account,
    order,
    reason_code: entry.result.reason_code ?? '',
    rule: entry.result.rule,
    level,
    proposed: review.proposed,
    currency: review.currency,
    method: review.method,
    missing_facts: review.missing_facts,
    asked_at: entry.at,
    target_by,
    due_by,
    escalated_at: waiting?.escalated_at ?? null,
    resolution,
  }
}
