import { count, decimal, type Form, flag, mapOf, nullable, objectOf, oneOf, text } from './form.ts'
import {
  type Amounts,
  type ClockState,
  type Contribution,
  type Counters,
  type EntryName,
  type Got,
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
  claims: count,
  denials: count,
  approvals: count,
  reviews: count,
  decisions: count,
  disputes: count,
  credits: count,
  credited: amountsForm,
  credited_automatically: amountsForm,
})

export const entryNameForm: Form<EntryName> = objectOf<EntryName>({ id: text, sequence: count })

export const waitingReviewForm: Form<WaitingReview> = objectOf<WaitingReview>({
  id: text,
  asked_by: nullable(entryNameForm),
  sequence: count,
  reason_code: text,
  rule: nullable(text),
  held: flag,
  level: text,
  target_by: text,
  due_by: text,
  escalated_at: nullable(text),
})

export const personsDenialForm: Form<PersonsDenial> = objectOf<PersonsDenial>({ decision: entryNameForm, level: text })

const got: { readonly [Part in keyof Got]: Form<string> } = {
  credited: decimal,
  elsewhere: decimal,
  charged_back: decimal,
}

export const gotForm: Form<Got> = objectOf<Got>(got)

const partStateForm: Form<PartState> = objectOf<PartState>({
  ...got,
  amounts: amountsForm,
  actions_given: count,
  waiting_review: nullable(waitingReviewForm),
  denied: nullable(personsDenialForm),
  last_decision: nullable(entryNameForm),
})

const orderStateForm: Form<OrderState> = objectOf<OrderState>({
  ...got,
  currency: nullable(text),
  automatic: decimal,
  amounts: amountsForm,
  actions_given: count,
  open_chargebacks: count,
  unclear_disputes: count,
  recovery: nullable(waitingReviewForm),
  settled_overlap: decimal,
  waiting_parts: count,
  denied_parts: count,
  denied_part: nullable(personsDenialForm),
  whole: partStateForm,
  part: nullable(partStateForm),
})

const contributionForm: Form<Contribution> = objectOf<Contribution>({
  ruled: standingForm,
  ended: nullable(standingForm),
  lifted_to: nullable(standingForm),
})

/** The state that every entry carries. */
export const runningStateForm: Form<RunningState> = objectOf<RunningState>({
  balances: amountsForm,
  standing: standingForm,
  contributions: mapOf(contributionForm),
  counters: countersForm,
  open_disputes: count,
  clock: objectOf<ClockState>({ latest: text, ran_back: flag }),
  order: nullable(orderStateForm),
})
