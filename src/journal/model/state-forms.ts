import { count, decimal, type Form, flag, listOf, mapOf, nullable, objectOf, oneOf, text } from './form.ts'
import {
  type Amounts,
  type Counters,
  type EntryName,
  type OrderState,
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

export const waitingReviewForm: Form<WaitingReview> = objectOf<WaitingReview>({
  decision_id: text,
  sequence: count,
  reason_code: text,
  rule: nullable(text),
  level: text,
  target_by: text,
  due_by: text,
  escalated_at: nullable(text),
})

const entryNameForm: Form<EntryName> = objectOf<EntryName>({ id: text, sequence: count })

const orderStateForm: Form<OrderState> = objectOf<OrderState>({
  currency: nullable(text),
  credited: decimal,
  open_disputes: listOf(text),
  charged_back: flag,
  waiting_review: nullable(waitingReviewForm),
  last_decision: nullable(entryNameForm),
  denied_by_person: nullable(entryNameForm),
})

/** The state that every entry carries. */
export const runningStateForm: Form<RunningState> = objectOf<RunningState>({
  balances: amountsForm,
  standing: standingForm,
  counters: countersForm,
  open_disputes: listOf(text),
  order: nullable(orderStateForm),
})
