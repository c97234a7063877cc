import {
  count,
  decimal,
  type Form,
  flag,
  type Members,
  mapOf,
  nullable,
  objectOf,
  oneOf,
  orNull,
  text,
  usually,
  usuallyOf,
} from './form.ts'
import {
  type Amounts,
  type ClockState,
  type Contribution,
  type Counters,
  type EntryName,
  type Got,
  gotNothing,
  initialPartState,
  type OrderState,
  type PartState,
  type PersonsDenial,
  type RunningState,
  type Standing,
  standings,
  type WaitingReview,
} from './state.ts'

export const amountsForm: Form<Amounts> = mapOf(decimal)

export const standingForm: Form<Standing> = oneOf(standings)

const countersForm: Form<Counters> = objectOf<Counters>({
  claims: usually(count, 0),
  denials: usually(count, 0),
  approvals: usually(count, 0),
  reviews: usually(count, 0),
  decisions: usually(count, 0),
  disputes: usually(count, 0),
  credits: usually(count, 0),
  credited: usually(amountsForm, {}),
  credited_automatically: usually(amountsForm, {}),
})

export const entryNameForm: Form<EntryName> = objectOf<EntryName>({ id: text, sequence: count })

export const waitingReviewForm: Form<WaitingReview> = objectOf<WaitingReview>({
  id: text,
  asked_by: orNull(entryNameForm),
  sequence: count,
  reason_code: text,
  rule: orNull(text),
  held: flag,
  level: text,
  target_by: text,
  due_by: text,
  escalated_at: orNull(text),
})

export const personsDenial: Members<PersonsDenial> = { decision: entryNameForm, level: text }
const personsDenialForm: Form<PersonsDenial> = objectOf(personsDenial)

const got: Members<Got> = {
  credited: usually(decimal, '0'),
  elsewhere: usually(decimal, '0'),
  charged_back: usually(decimal, '0'),
}

export const gotForm: Form<Got> = usually(objectOf<Got>(got), gotNothing)

const partStateForm: Form<PartState> = objectOf<PartState>({
  ...got,
  amounts: usually(amountsForm, {}),
  actions_given: usually(count, 0),
  waiting_review: orNull(waitingReviewForm),
  denied: orNull(personsDenialForm),
  last_decision: usuallyOf(nullable(entryNameForm), ({ id, sequence }) => ({ id, sequence })),
})

const orderStateForm: Form<OrderState> = objectOf<OrderState>({
  ...got,
  currency: orNull(text),
  automatic: usually(decimal, '0'),
  amounts: usually(amountsForm, {}),
  actions_given: usually(count, 0),
  open_chargebacks: usually(count, 0),
  unclear_disputes: usually(count, 0),
  recovery: orNull(waitingReviewForm),
  settled_overlap: usually(decimal, '0'),
  waiting_parts: usually(count, 0),
  denied_parts: usually(count, 0),
  denied_part: orNull(personsDenialForm),
  whole: usually(partStateForm, initialPartState),
  part: orNull(partStateForm),
})

const contributionForm: Form<Contribution> = objectOf<Contribution>({
  ruled: standingForm,
  ended: orNull(standingForm),
  lifted_to: orNull(standingForm),
})

/** The state that every entry carries; what is as it was before the account's first entry is left out of its text. */
export const runningStateForm: Form<RunningState> = objectOf<RunningState>({
  balances: usually(amountsForm, {}),
  standing: usually(standingForm, 'good'),
  contributions: usually(mapOf(contributionForm), {}),
  counters: countersForm,
  open_disputes: usually(count, 0),
  clock: objectOf<ClockState>({
    latest: usuallyOf(text, ({ decided_at }) => decided_at),
    ran_back: usually(flag, false),
  }),
  erased_to: usually(count, 0),
  order: orNull(orderStateForm),
})
