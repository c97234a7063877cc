import type { Page } from '../journal/journal-store.ts'

export const reviewStatuses = ['waiting', 'overdue', 'resolved'] as const
/** `overdue` is a waiting review past its due time. */
export type ReviewStatus = (typeof reviewStatuses)[number]

/** A decision that waits for a person, or waited; JSON names. */
export interface Review {
  readonly decision_id: string
  readonly status: ReviewStatus
  readonly account: string
  readonly order: string
  readonly reason_code: string
  readonly rule: string | null
  readonly level: string
  /** What may be approved as it stands, exact decimal text. */
  readonly proposed: string | null
  readonly currency: string | null
  readonly method: string | null
  readonly missing_facts: readonly string[]
  readonly asked_at: string
  readonly target_by: string
  readonly due_by: string
  /** When it was last escalated for being overdue. */
  readonly escalated_at: string | null
  readonly resolution: ReviewResolution | null
}

/** What a person decided. */
export interface ReviewResolution {
  readonly outcome: 'approve' | 'deny'
  readonly amount: string | null
  readonly note: string
  readonly resolved_by: string
  readonly resolved_at: string
}

/** A person's word on a review. */
export interface ResolveCommand {
  readonly decision: string
  readonly outcome: 'approve' | 'deny'
  /** Exact decimal text; null approves what is proposed. */
  readonly amount: string | null
  /** Null: as proposed, or the policy's only method. */
  readonly method: string | null
  readonly note: string
  readonly author: string
}

/** A later due time for a review, and why. */
export interface ExtendCommand {
  readonly decision: string
  /** RFC 3339 with offset, later than the due time it replaces. */
  readonly dueBy: string
  readonly reason: string
  readonly author: string
}

/** How many reviews wait, by level. */
export interface ReviewSummary {
  readonly waiting: number
  readonly overdue: number
  /** Null where nothing waits. */
  readonly next_due_by: string | null
  readonly levels: Readonly<Record<string, { readonly waiting: number; readonly overdue: number }>>
}

/** Decisions that wait for a person. One resolution each; one waiting review per order. */
export interface Reviews {
  /** Waiting and overdue: the earliest due first; resolved: the newest first. */
  list(
    filter: { readonly status: ReviewStatus; readonly level: string | null },
    page: { readonly limit: number; readonly cursor: string | null },
  ): Promise<Page<Review>>
  /** Problem review_not_found. */
  find(decision: string): Promise<Review>
  /**
   * Approves up to the charge less what the order got, or denies. Problems: review_not_found,
   * review_already_resolved (also where a newer decision took its place), review_not_ready (charge
   * unknown, dispute open), refund_too_large.
   */
  resolve(command: ResolveCommand): Promise<Review>
  /** Problems: review_not_found, review_already_resolved, invalid_request for a time that is not later. */
  extend(command: ExtendCommand): Promise<Review>
  /** Passes reviews past their due time on to the next level; returns how many. Never pays. */
  escalateOverdue(): Promise<number>
  summary(): Promise<ReviewSummary>
}
