import type { Amounts, Standing, WaitingReview } from '../journal/entry.ts'

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
  readonly automatic_credits: { readonly account_day: Amounts; readonly day: Amounts }
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
