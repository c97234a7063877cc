/** In ascending severity. */
export const standings = ['good', 'warned', 'suspended', 'terminated', 'banned'] as const
export type Standing = (typeof standings)[number]

/** Exact decimal text by ISO currency code. */
export type Amounts = Readonly<Record<string, string>>

/** What holds after an entry; a fold over the stream gives the same. JSON names. */
export interface RunningState {
  readonly balances: Amounts
  readonly standing: Standing
  readonly counters: Counters
  /** Payment references of the account's open disputes. */
  readonly open_disputes: readonly string[]
  /** The order that the entry is about. */
  readonly order: OrderState | null
}

/** Cumulative since the account's first entry: a count in a window is the difference of two entries. */
export interface Counters {
  /** Claims, the same order state counted once. */
  readonly claims: number
  /** Claims that were denied. */
  readonly denials: number
  readonly approvals: number
  readonly reviews: number
  readonly decisions: number
  readonly disputes: number
  /** Number of credits above 0. */
  readonly credits: number
  /** All credits from refunds. */
  readonly credited: Amounts
  /** Credits that no person approved: what limits look at. */
  readonly credited_automatically: Amounts
}

/** An order as its newest entry leaves it. */
export interface OrderState {
  readonly currency: string | null
  /** Refund credits so far, exact decimal text. */
  readonly credited: string
  /** Payment references of the order's open disputes. */
  readonly open_disputes: readonly string[]
  /** A lost dispute: the whole charge counts as paid back. */
  readonly charged_back: boolean
  readonly waiting_review: WaitingReview | null
  /** Id and sequence of the order's newest decision. */
  readonly last_decision: EntryName | null
  /** A person denied the order in the state of this decision. */
  readonly denied_by_person: EntryName | null
}

/** What an entry is called by within its stream. */
export interface EntryName {
  readonly id: string
  readonly sequence: number
}

/** A review that waits for a person, as its newest wording has it. */
export interface WaitingReview {
  /** The entry that asked for it: a decision, or a lost dispute over an order that got credit. */
  readonly decision_id: string
  /** The sequence of the newest entry that worded its level and times. */
  readonly sequence: number
  readonly reason_code: string
  /** The rule that asked for it; null for built-in reasons. */
  readonly rule: string | null
  readonly level: string
  readonly target_by: string
  readonly due_by: string
  /** When it was last escalated for being overdue. */
  readonly escalated_at: string | null
}

/** Before an account's first entry. */
export const initialState: RunningState = {
  balances: {},
  standing: 'good',
  counters: {
    claims: 0,
    denials: 0,
    approvals: 0,
    reviews: 0,
    decisions: 0,
    disputes: 0,
    credits: 0,
    credited: {},
    credited_automatically: {},
  },
  open_disputes: [],
  order: null,
}

/** Before an order's first entry. */
export const initialOrderState: OrderState = {
  currency: null,
  credited: '0',
  open_disputes: [],
  charged_back: false,
  waiting_review: null,
  last_decision: null,
  denied_by_person: null,
}
