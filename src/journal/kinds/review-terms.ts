import { decimal, type Form, listOf, nullable, objectOf, text } from '../model/form.ts'
import type { OrderState, WaitingReview } from '../model/state.ts'

/** What an entry that asks for a review says of it. */
export interface AskedReview {
  readonly level: string
  /** What a reviewer may approve as it stands, exact decimal text; null where it cannot be computed or none is proposed. */
  readonly proposed: string | null
  readonly currency: string | null
  /** How it would be paid; null where the policy left it open. */
  readonly method: string | null
  readonly missing_facts: readonly string[]
  readonly target_by: string
  readonly due_by: string
}

export const askedReviewForm: Form<AskedReview> = objectOf<AskedReview>({
  level: text,
  proposed: nullable(decimal),
  currency: nullable(text),
  method: nullable(text),
  missing_facts: listOf(text),
  target_by: text,
  due_by: text,
})

/** The review that waits because of what an entry says; null where it asks for none. */
export function reviewAskedBy(said: {
  readonly id: string
  readonly sequence: number
  readonly result: {
    readonly reason_code: string | null
    readonly rule: string | null
    readonly review: AskedReview | null
  }
}): WaitingReview | null {
  const { review, reason_code, rule } = said.result
  if (review === null) return null
  return {
    decision_id: said.id,
    sequence: said.sequence,
    reason_code: reason_code ?? '',
    rule,
    level: review.level,
    target_by: review.target_by,
    due_by: review.due_by,
    escalated_at: null,
  }
}

/** The order's waiting review in other words, by the entry of that sequence. */
export function withWording(
  before: OrderState,
  sequence: number,
  words: Partial<Pick<WaitingReview, 'level' | 'due_by' | 'escalated_at'>>,
): OrderState {
  const waiting = before.waiting_review
  return waiting === null ? before : { ...before, waiting_review: { ...waiting, ...words, sequence } }
}
