import { Rational } from '../../money/rational.ts'
import { decimal, type Form, nullable, objectOf, orNull, text, usually } from '../model/form.ts'
import type { OrderFold } from '../model/kind.ts'

/** What an order got more than it may, once an entry was written. */
export interface Overlap {
  /** Exact decimal text; 0 where there is none. */
  readonly amount: string
  /** The review that begins with the entry; null where none is needed, or one waits. */
  readonly review: { readonly level: string; readonly target_by: string; readonly due_by: string } | null
}

const reviewForm = objectOf<NonNullable<Overlap['review']>>({ level: text, target_by: text, due_by: text })

/** Left out where there is none; null where it is not known. */
export const overlapForm: Form<Overlap | null> = usually(
  nullable(objectOf<Overlap>({ amount: decimal, review: orNull(reviewForm) })),
  { amount: '0', review: null },
)

/** The reason of a review of what an order got more than it may. */
export const recoveryReason = 'recovery'

/**
 * The fold with the overlap: a review begins, goes on, or is gone with the overlap. What a person settled
 * is settled as far as it lasts: an overlap that went and came again is news.
 */
export function withOverlap(
  before: OrderFold,
  said: { readonly id: string; readonly sequence: number; readonly result: { readonly overlap: Overlap | null } },
): OrderFold {
  const { overlap } = said.result
  if (overlap === null) return before
  const settled_overlap = lesserOf(before.order.settled_overlap, overlap.amount)
  const order = { ...before.order, settled_overlap }
  if (Rational.of(overlap.amount).sign() === 0) return { ...before, order: { ...order, recovery: null } }
  if (overlap.review === null) return { ...before, order }
  const recovery = {
    id: said.id,
    asked_by: null,
    sequence: said.sequence,
    reason_code: recoveryReason,
    rule: null,
    held: true,
    ...overlap.review,
    escalated_at: null,
  }
  return { ...before, order: { ...order, recovery } }
}

function lesserOf(left: string, right: string): string {
  return Rational.of(left).compare(Rational.of(right)) <= 0 ? left : right
}
