import type { AppendDeps } from '../journal/append-to-stream.ts'
import type { Entry, OrderPart } from '../journal/entry.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import { recoveryReason } from '../journal/kinds/overlap.ts'
import type { WaitingReview } from '../journal/model/state.ts'
import { type StreamView, viewStream } from '../journal/view-stream.ts'
import { Problem } from '../problems/problem.ts'
import type { AtHand } from '../time/at-hand.ts'

/** A review by its name, and what it is about. */
export interface NamedReview {
  readonly id: string
  readonly account: string
  readonly order: OrderPart
  /** The entry that asked first. */
  readonly first: Entry
}

/** The review that the entry asked for, or joined. Problem review_not_found. */
export async function findNamedReview(store: Pick<JournalStore, 'entryById'>, id: string): Promise<NamedReview> {
  const entry = await store.entryById(id)
  const joined = entry === null ? null : joinedBy(entry)
  const first = joined === null ? entry : await store.entryById(joined)
  if (first === null || first.order === null || !isAsking(first)) {
    throw new Problem('review_not_found', `No decision ${id} asked for a review.`)
  }
  return { id: first.id, account: first.account, order: first.order, first }
}

function joinedBy({ result }: Entry): string | null {
  return 'review' in result ? (result.review?.joins ?? null) : null
}

function isAsking({ result }: Entry): boolean {
  if ('review' in result && result.review !== null) return true
  const overlap = 'effect' in result ? result.effect.overlap : 'overlap' in result ? result.overlap : null
  return overlap !== null && overlap.review !== null
}

/** The stream at the review's order. */
export function viewOf(deps: Pick<AppendDeps, 'store' | 'clock'>, { account, order }: NamedReview): AtHand<StreamView> {
  return viewStream(deps, { account, order })
}

/** The review while it waits, by the newest entries about its order; null afterwards. */
export function waitingIn({ orderState, partState }: StreamView, id: string): WaitingReview | null {
  return [partState.waiting_review, orderState.recovery].find((waiting) => waiting?.id === id) ?? null
}

/** The review while it waits. Problem review_already_resolved afterwards. */
export function assertWaiting(view: StreamView, id: string): WaitingReview {
  const waiting = waitingIn(view, id)
  if (waiting !== null) return waiting
  throw new Problem(
    'review_already_resolved',
    `The review ${id} does not wait any more: it was resolved, or a newer decision took its place.`,
    { extensions: { waiting: view.partState.waiting_review?.id ?? view.orderState.recovery?.id ?? null } },
  )
}

/** Whether it is about what the order got more than it may. */
export function isRecovery({ reason_code }: Pick<WaitingReview, 'reason_code'>): boolean {
  return reason_code === recoveryReason
}
