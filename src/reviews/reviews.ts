import type { Resolution } from '../decisions/what-became.ts'
import type { Page } from '../journal/journal-store.ts'
import type { AnsweredAction } from '../journal/kinds/given-action.ts'
import type { Reviewer } from './reviewer.ts'

export const reviewStatuses = ['waiting', 'overdue', 'resolved', 'superseded'] as const
/** `overdue` is a waiting review past its due time; `superseded` one whose place a decision took. */
export type ReviewStatus = (typeof reviewStatuses)[number]

/** What lists can be asked for. */
export const listedStatuses = ['waiting', 'overdue', 'resolved'] as const

/** A request that waits for a person, or waited; JSON names. */
export interface Review {
  /** Its name for good: the entry that asked first. */
  readonly decision_id: string
  /** The decision that it is about now; null once it ended, and where no request asked for it. */
  readonly asked_by: string | null
  readonly status: ReviewStatus
  readonly account: string
  readonly order: string
  readonly part: string | null
  readonly policy: string
  readonly reason_code: string
  readonly rule: string | null
  readonly level: string
  /** What may be approved as the order stands now, exact decimal text. */
  readonly proposed: string | null
  readonly currency: string | null
  readonly method: string | null
  readonly missing_facts: readonly string[]
  /** What the order got more than it may, exact decimal text; null for any other review. */
  readonly overlap: string | null
  /** Given with the approval; while it waits, given for that time. */
  readonly actions: readonly AnsweredAction[]
  readonly asked_at: string
  readonly target_by: string
  readonly due_by: string
  /** When it was last escalated for being overdue. */
  readonly escalated_at: string | null
  readonly resolution: Resolution | null
  /** The decision that took its place. */
  readonly superseded_by: string | null
}

/** A person's word on a review. */
export interface ResolveCommand {
  /** The review, or any decision that joined it. */
  readonly decision: string
  readonly outcome: 'approve' | 'deny'
  /** Exact decimal text; null approves what is proposed. */
  readonly amount: string | null
  /** The proposal that the reviewer was shown: if it is another by now, nothing is approved. */
  readonly proposed: string | null
  /** Null: as proposed, or the policy's only method. */
  readonly method: string | null
  readonly note: string
  readonly reviewer: Reviewer
}

/** A later due time for a review, and why. */
export interface ExtendCommand {
  readonly decision: string
  /** RFC 3339 with offset, later than the due time it replaces. */
  readonly dueBy: string
  readonly reason: string
  readonly author: string
}

/** A decision to look at again, and why. */
export interface ReopenCommand {
  readonly decision: string
  readonly reason: string
  readonly author: string
}

/** Which reviews are asked for. */
export interface ReviewFilter {
  readonly status: (typeof listedStatuses)[number]
  readonly level: string | null
}

/** How many reviews wait, by level. */
export interface ReviewSummary {
  readonly waiting: number
  readonly overdue: number
  /** Null where nothing waits. */
  readonly next_due_by: string | null
  readonly levels: Readonly<Record<string, { readonly waiting: number; readonly overdue: number }>>
}

/** Requests that wait for a person. One resolution each; one waiting review per part of an order. */
export interface Reviews {
  /** Waiting and overdue: the earliest due first; resolved: the newest first. */
  list(filter: ReviewFilter, page: { readonly limit: number; readonly cursor: string | null }): Promise<Page<Review>>
  /** Problem review_not_found. */
  find(decision: string): Promise<Review>
  /**
   * Approves up to what the order may still get, or denies. Problems: review_not_found,
   * review_already_resolved (also where a newer decision took its place), review_not_ready (charge
   * unknown, dispute open), refund_too_large, proposal_changed, review_level_too_low.
   */
  resolve(command: ResolveCommand): Promise<Review>
  /** Problems: review_not_found, review_already_resolved, invalid_request for a time that is not later. */
  extend(command: ExtendCommand): Promise<Review>
  /** A held review of any decision; its approval lifts a denial. Problems: decision_not_found, review_waits, review_not_ready. */
  reopen(command: ReopenCommand): Promise<Review>
  /** Escalates reviews past their due time to the next level; returns how many. Never pays. */
  escalateOverdue(): Promise<number>
  summary(): Promise<ReviewSummary>
}
