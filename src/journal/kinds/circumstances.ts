import { decimal, type Form, flag, nullable, objectOf, text } from '../model/form.ts'
import type { Amounts, Standing, WaitingReview } from '../model/state.ts'
import { amountsForm, standingForm, waitingReviewForm } from '../model/state-forms.ts'

/**
 * Everything beside facts and policy that a decision looks at; gathered at the head of the account's
 * stream and stored with the decision, so that it can be replayed. JSON names.
 */
export interface Circumstances {
  /** What the order got so far, exact decimal text. */
  readonly already_credited: string
  /** A dispute over the order was lost: the whole charge counts as paid back. */
  readonly charged_back: boolean
  readonly dispute_open: boolean
  readonly standing: Standing
  readonly waiting_review: WaitingReview | null
  /** The decision whose denial by a person holds, since the order's state is the same. */
  readonly denied_by_person: string | null
  readonly approvals_paused: boolean
  /** Automatic credits of the running day by currency, where a limit asks for them. */
  readonly automatic_credits: AutomaticCredits
}

/** What was credited without a person so far, as far as limits ask for it. */
export interface AutomaticCredits {
  readonly account_day: Amounts
  readonly day: Amounts
}

/** An order that nothing happened to yet, in an account in good standing. */
export const untouched: Circumstances = {
  already_credited: '0',
  charged_back: false,
  dispute_open: false,
  standing: 'good',
  waiting_review: null,
  denied_by_person: null,
  approvals_paused: false,
  automatic_credits: { account_day: {}, day: {} },
}

export const circumstancesForm: Form<Circumstances> = objectOf<Circumstances>({
  already_credited: decimal,
  charged_back: flag,
  dispute_open: flag,
  standing: standingForm,
  waiting_review: nullable(waitingReviewForm),
  denied_by_person: nullable(text),
  approvals_paused: flag,
  automatic_credits: objectOf<AutomaticCredits>({ account_day: amountsForm, day: amountsForm }),
})
