import { decimal, type Form, flag, listOf, mapOf, objectOf, orNull, usually } from '../model/form.ts'
import {
  type Amounts,
  type Got,
  gotNothing,
  type NamedAmounts,
  type PersonsDenial,
  type Standing,
  type WaitingReview,
} from '../model/state.ts'
import { amountsForm, gotForm, personsDenial, standingForm, waitingReviewForm } from '../model/state-forms.ts'
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

/** An order that nothing happened to yet, in an account in good standing. */
export const untouched: Circumstances = {
  order_got: gotNothing,
  part_got: gotNothing,
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

const deniedForm = objectOf<NonNullable<Circumstances['denied']>>({ ...personsDenial, same_state: flag })

/** What is {@link untouched} is left out of its text. */
export const circumstancesForm: Form<Circumstances> = usually(
  objectOf<Circumstances>({
    order_got: gotForm,
    part_got: gotForm,
    given_without_part: usually(flag, false),
    dispute_open: usually(flag, false),
    dispute_unclear: usually(flag, false),
    standing: usually(standingForm, 'good'),
    waiting_review: orNull(waitingReviewForm),
    repeats_state: usually(flag, false),
    recovery: orNull(waitingReviewForm),
    other_review_waits: usually(flag, false),
    denied: orNull(deniedForm),
    approvals_paused: usually(flag, false),
    automatic_credits: usually(
      objectOf<AutomaticCredits>({
        order: usually(decimal, '0'),
        account_day: usually(amountsForm, {}),
        day: usually(amountsForm, {}),
      }),
      untouched.automatic_credits,
    ),
    amounts_given: usually(mapOf(decimal), {}),
    actions_given: usually(listOf(givenBeforeForm), []),
    approval_counted: usually(flag, false),
    denial_counted: usually(flag, false),
  }),
  untouched,
)
