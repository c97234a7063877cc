import { leaf, objectOf, orNull, text, usually } from '../model/form.ts'
import { kindOf } from '../model/kind.ts'
import type { EntryName } from '../model/state.ts'
import { entryNameForm } from '../model/state-forms.ts'
import { type AskedReview, askedReviewForm, newReview } from './review-terms.ts'

/** What an entry of the kind `decision_reopened` was asked. */
export interface DecisionReopenedRequest {
  /** The waiting review that this one takes the place of. */
  readonly supersedes: string | null
  readonly decision: EntryName
}

/** What an entry of the kind `decision_reopened` answered. */
export interface DecisionReopenedResult {
  readonly reason_code: string
  readonly rule: null
  readonly review: AskedReview
}

/** A person wants a decision to be looked at again. */
export const decisionReopened = kindOf<DecisionReopenedRequest, DecisionReopenedResult>({
  request: objectOf<DecisionReopenedRequest>({ supersedes: orNull(text), decision: entryNameForm }),
  result: objectOf<DecisionReopenedResult>({
    reason_code: text,
    rule: usually(
      leaf<null>((value) => value === null),
      null,
    ),
    review: askedReviewForm,
  }),
  order: ({ order, part }, said) => ({
    order,
    part: { ...part, waiting_review: newReview(said, said.result.review, said.request.decision) },
  }),
})
