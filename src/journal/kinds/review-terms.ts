import { decimal, type Form, flag, listOf, objectOf, orNull, text, usually } from '../model/form.ts'
import type { OrderFold } from '../model/kind.ts'
import type { EntryName, PartState, WaitingReview } from '../model/state.ts'

/** What an entry that asks for a review says of it. */
export interface AskedReview {
  /** The waiting review that the request joins; null where it is one of its own, called like the entry. */
  readonly joins: string | null
  /** Whether the review is about this request from now on. */
  readonly asks: boolean
  /** No later report takes its place. */
  readonly held: boolean
  readonly level: string
  /** What a reviewer could approve as it stood then, exact decimal text; null where it cannot be computed or none is proposed. */
  readonly proposed: string | null
  readonly currency: string | null
  /** How it would be paid; null where the policy left it open. */
  readonly method: string | null
  readonly missing_facts: readonly string[]
  readonly target_by: string
  readonly due_by: string
}

export const askedReviewForm: Form<AskedReview> = objectOf<AskedReview>({
  joins: orNull(text),
  asks: flag,
  held: flag,
  level: text,
  proposed: orNull(decimal),
  currency: orNull(text),
  method: orNull(text),
  missing_facts: usually(listOf(text), []),
  target_by: text,
  due_by: text,
})

/** What words a waiting review. */
interface Asking {
  readonly id: string
  readonly sequence: number
  readonly result: { readonly reason_code: string; readonly rule: string | null; readonly review: AskedReview | null }
}

/** The review that waits after a decision: none, a new one, or the one that it joins. */
export function waitingAfter(before: PartState, asking: Asking): WaitingReview | null {
  const { review } = asking.result
  if (review === null) return null
  const { id, sequence } = asking
  const waiting = before.waiting_review
  if (review.joins === null) return newReview(asking, review, { id, sequence })
  if (!review.asks || waiting === null || waiting.id !== review.joins) return waiting
  const { reason_code, rule } = asking.result
  return { ...waiting, asked_by: { id, sequence }, sequence, reason_code, rule, held: review.held, level: review.level }
}

/** A review that begins with the entry; `askedBy` is the decision that it is about. */
export function newReview(asking: Asking, review: AskedReview, askedBy: EntryName | null): WaitingReview {
  const { id, sequence, result } = asking
  return {
    id,
    asked_by: askedBy,
    sequence,
    reason_code: result.reason_code,
    rule: result.rule,
    held: review.held,
    level: review.level,
    target_by: review.target_by,
    due_by: review.due_by,
    escalated_at: null,
  }
}

type Words = Partial<Pick<WaitingReview, 'level' | 'due_by' | 'escalated_at'>>

/** The fold with the waiting review in other words, by the entry of that sequence. */
export function withWording(before: OrderFold, review: string, sequence: number, words: Words): OrderFold {
  const reworded = (waiting: WaitingReview | null): WaitingReview | null =>
    waiting?.id === review ? { ...waiting, ...words, sequence } : waiting
  return {
    order: { ...before.order, recovery: reworded(before.order.recovery) },
    part: { ...before.part, waiting_review: reworded(before.part.waiting_review) },
  }
}
