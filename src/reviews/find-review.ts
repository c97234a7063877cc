import type { Entry, WaitingReview } from '../journal/entry.ts'
import { creditOf } from '../journal/entry-amounts.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import { objectIn, textIn } from '../journal/read-json.ts'
import { Problem } from '../problems/problem.ts'
import { formatInstant } from '../time/instant.ts'
import type { Review, ReviewResolution } from './reviews.ts'

/** The entry that asked for the review. Problem review_not_found. */
export async function entryThatAsked(store: Pick<JournalStore, 'entryById'>, decision: string): Promise<AskingEntry> {
  const entry = await store.entryById(decision)
  if (entry === null || entry.order === null || objectIn(entry.result, 'review') === null) {
    throw new Problem('review_not_found', `No decision ${decision} asked for a review.`)
  }
  return { ...entry, order: entry.order }
}

export type AskingEntry = Entry & { readonly order: string }

/** The review while it waits, as its order's newest entry says; Problem review_already_resolved afterwards. */
export function assertWaiting(decision: string, newest: Entry | null): WaitingReview {
  const waiting = newest?.state.order?.waiting_review ?? null
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
  asked: AskingEntry,
  upTo: number,
): Promise<ReviewResolution | null> {
  const entries = await store.historyEntries({
    account: asked.account,
    order: asked.order,
    kinds: ['review_resolved'],
    after: null,
    before: null,
    upTo,
  })
  const resolved = entries.find((entry) => textIn(entry.request, 'review') === asked.id)
  return resolved === undefined ? null : readResolution(resolved)
}

/** What a resolving entry says. */
export function readResolution(resolved: Entry): ReviewResolution {
  return {
    outcome: resolved.result['outcome'] === 'approve' ? 'approve' : 'deny',
    amount: creditOf(resolved)?.amount ?? null,
    note: resolved.confidential?.message ?? 'The note was erased.',
    resolved_by: resolved.author,
    resolved_at: resolved.at,
  }
}

/** The review as it is answered: times and level of the newest wording while it waits. */
export function reviewOf(
  asked: AskingEntry,
  now: number,
  state: { readonly waiting: WaitingReview | null; readonly resolution: ReviewResolution | null },
): Review {
  const review = objectIn(asked.result, 'review') ?? {}
  const { waiting, resolution } = state
  const due = waiting?.due_by ?? textIn(review, 'due_by') ?? ''
  const missing = review['missing_facts']
  return {
    decision_id: asked.id,
    status: waiting === null ? 'resolved' : due < formatInstant(now) ? 'overdue' : 'waiting',
    account: asked.account,
    order: asked.order,
    reason_code: textIn(asked.result, 'reason_code') ?? '',
    rule: textIn(asked.result, 'rule'),
    level: waiting?.level ?? textIn(review, 'level') ?? '',
    proposed: textIn(review, 'proposed'),
    currency: textIn(review, 'currency'),
    method: textIn(review, 'method'),
    missing_facts: Array.isArray(missing) ? missing.map(String) : [],
    asked_at: asked.at,
    target_by: waiting?.target_by ?? textIn(review, 'target_by') ?? '',
    due_by: due,
    escalated_at: waiting?.escalated_at ?? null,
    resolution,
  }
}
