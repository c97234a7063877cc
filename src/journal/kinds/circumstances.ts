import { decimal, type Form, flag, listOf, mapOf, nullable, objectOf } from '../model/form.ts'
import type { Amounts, Got, NamedAmounts, PersonsDenial, Standing, WaitingReview } from '../model/state.ts'
import { amountsForm, gotForm, personsDenialForm, standingForm, waitingReviewForm } from '../model/state-forms.ts'
import { type GivenBefore, givenBeforeForm } from './given-action.ts'

/**
 * Everything beside facts and policy that a decision looks at; gathered at the head of the account's
 * stream and stored with the decision, so that it can be replayed. JSON names.
 */
export interface Circumstances {
  /** What the order got, all parts together. */
  readonly order_got: Got
  /** What the part at hand got; equal to the order's where the request is about the whole. */
  readonly part_got: Got
  /** Whether something was given without a part while the request names one: how much of it is this part's nobody knows. */
  readonly given_without_part: boolean
  readonly dispute_open: boolean
  /** A person has to state what a lost dispute took. */
  readonly dispute_unclear: boolean
  readonly standing: Standing
  readonly waiting_review: WaitingReview | null
  /** The waiting review knows the state that the part is in. */
  readonly repeats_state: boolean
  readonly recovery: WaitingReview | null
  /** A review of another part, or of the whole order, waits. */
  readonly other_review_waits: boolean
  /** A person denied what the request is about, or what it belongs to. */
  readonly denied: (PersonsDenial & { readonly same_state: boolean }) | null
  readonly approvals_paused: boolean
  readonly automatic_credits: AutomaticCredits
  /** Named amounts given so far. */
  readonly amounts_given: NamedAmounts
  /** Actions given so far that are given once. */
  readonly actions_given: readonly GivenBefore[]
  /** Whether an approval and a denial of this part in this state were counted already. */
  readonly approval_counted: boolean
  readonly denial_counted: boolean
}

/** Credited without a person, by currency, where a limit asks for it. */
export interface AutomaticCredits {
  /** For the order so far. */
  readonly order: string
  readonly account_day: Amounts
  readonly day: Amounts
}

const nothing: Got = { credited: '0', elsewhere: '0', charged_back: '0' }

/** An order that nothing happened to yet, in an account in good standing. */
export const untouched: Circumstances = {
  order_got: nothing,
  part_got: nothing,
  given_without_part: false,
  dispute_open: false,
  dispute_unclear: false,
  standing: 'good',
  waiting_review: null,
  repeats_state: false,
  recovery: null,
  other_review_waits: false,
  denied: null,
  approvals_paused: false,
  automatic_credits: { order: '0', account_day: {}, day: {} },
  amounts_given: {},
  actions_given: [],
  approval_counted: false,
  denial_counted: false,
}

const deniedForm: Form<Circumstances['denied']> = (value) => {
  if (value === null) return null
  const { same_state, ...denial } = Object(value)
  return flag(same_state) === null ? personsDenialForm(denial) : '.same_state'
}

export const circumstancesForm: Form<Circumstances> = objectOf<Circumstances>({
  order_got: gotForm,
  part_got: gotForm,
  given_without_part: flag,
  dispute_open: flag,
  dispute_unclear: flag,
  standing: standingForm,
  waiting_review: nullable(waitingReviewForm),
  repeats_state: flag,
  recovery: nullable(waitingReviewForm),
  other_review_waits: flag,
  denied: deniedForm,
  approvals_paused: flag,
  automatic_credits: objectOf<AutomaticCredits>({ order: decimal, account_day: amountsForm, day: amountsForm }),
  amounts_given: mapOf(decimal),
  actions_given: listOf(givenBeforeForm),
  approval_counted: flag,
  denial_counted: flag,
})
