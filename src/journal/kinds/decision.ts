import { decimal, type Form, listOf, mapOf, nullable, objectOf, oneOf, text } from '../model/form.ts'
import { kindOf, type Said } from '../model/kind.ts'
import type { Counters, OrderState, WaitingReview } from '../model/state.ts'
import { addSum } from '../model/sum.ts'
import { type Circumstances, circumstancesForm } from './circumstances.ts'
import { type ClauseReference, clauseReferenceForm } from './clause-reference.ts'
import { type GivenAction, givenActionForm } from './given-action.ts'
import { type IgnoredFact, ignoredFactForm } from './ignored-fact.ts'
import { countCredit, creditIn, type Refund, refundForm, withCredit } from './refund.ts'
import { type AskedReview, askedReviewForm, reviewAskedBy } from './review-terms.ts'

/** What an entry of the kind `decision` was asked. */
export interface DecisionRequest {
  /** Whether the request was a customer's claim: one more, or the same again; null for a status report. */
  readonly claim: 'counted' | 'repeated' | null
  readonly currency: string | null
  readonly circumstances: Circumstances
  /** The decision whose waiting review this one takes the place of. */
  readonly supersedes: string | null
}

/** Everything that was answered but the message, and what the entry itself says. */
export interface DecisionResult {
  readonly outcome: 'approve' | 'deny' | 'review'
  /** The policy's own word for the outcome; null where no rule used one. */
  readonly label: string | null
  readonly reason_code: string
  /** Null unless approved. */
  readonly refund: Refund | null
  /** Named amounts, exact decimal text; `unknown` where one cannot be computed. */
  readonly amounts: Readonly<Record<string, string>>
  readonly clause: ClauseReference | null
  readonly rule: string | null
  readonly actions: readonly GivenAction[]
  readonly review: AskedReview | null
  readonly ignored_facts: readonly IgnoredFact[]
}

type Decided = Said<DecisionRequest, DecisionResult>

const requestForm: Form<DecisionRequest> = objectOf<DecisionRequest>({
  claim: nullable(oneOf(['counted', 'repeated'])),
  currency: nullable(text),
  circumstances: circumstancesForm,
  supersedes: nullable(text),
})

const resultForm: Form<DecisionResult> = objectOf<DecisionResult>({
  outcome: oneOf(['approve', 'deny', 'review']),
  label: nullable(text),
  reason_code: text,
  refund: nullable(refundForm),
  amounts: mapOf((value) => (value === 'unknown' ? null : decimal(value))),
  clause: nullable(clauseReferenceForm),
  rule: nullable(text),
  actions: listOf(givenActionForm),
  review: nullable(askedReviewForm),
  ignored_facts: listOf(ignoredFactForm),
})

/** A refund was decided: approved, denied, or given to a person. */
export const decision = kindOf<DecisionRequest, DecisionResult>({
  request: requestForm,
  result: resultForm,
  credit: creditIn,
  counters: countDecision,
  order: afterDecision,
})

/** A claim counts once for each state of its order; a denial is a counted claim that was denied. */
function countDecision(before: Counters, said: Decided): Counters {
  const { outcome } = said.result
  const claims = said.request.claim === 'counted' ? 1 : 0
  const credit = creditIn(said)
  return {
    ...countCredit(before, credit),
    claims: before.claims + claims,
    denials: before.denials + (outcome === 'deny' ? claims : 0),
    approvals: before.approvals + (outcome === 'approve' ? 1 : 0),
    reviews: before.reviews + (outcome === 'review' ? 1 : 0),
    decisions: before.decisions + 1,
    credited_automatically: addSum(before.credited_automatically, credit),
  }
}

function afterDecision(before: OrderState, said: Decided): OrderState {
  return {
    ...withCredit(before, creditIn(said)),
    currency: before.currency ?? said.request.currency,
    waiting_review: continued(before.waiting_review, reviewAskedBy(said)),
    last_decision: { id: said.id, sequence: said.sequence },
  }
}

/** A review that goes on, with its old times, under a newer decision was escalated when it was. */
function continued(before: WaitingReview | null, asked: WaitingReview | null): WaitingReview | null {
  if (before === null || asked === null || before.due_by !== asked.due_by) return asked
  return { ...asked, escalated_at: before.escalated_at }
}
