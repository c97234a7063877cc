/** In ascending severity. */
export const standings = ['good', 'warned', 'suspended', 'terminated', 'banned'] as const
export type Standing = (typeof standings)[number]

/** Exact decimal text by ISO currency code. */
export type Amounts = Readonly<Record<string, string>>

/** Exact decimal text by the amount's name in the policy. */
export type NamedAmounts = Readonly<Record<string, string>>

/** What holds after an entry; a fold over the stream gives the same. JSON names. */
export interface RunningState {
  readonly balances: Amounts
  /** The worst that a dispute contributes. */
  readonly standing: Standing
  /** What each dispute contributes to the standing, by the id of the entry that opened it; those that ruled nothing are left out. */
  readonly contributions: Readonly<Record<string, Contribution>>
  readonly counters: Counters
  /** Open chargebacks and arbitrations. */
  readonly open_disputes: number
  readonly clock: ClockState
  /** Up to which sequence an erasure was asked for; 0 where none was. */
  readonly erased_to: number
  /** The order that the entry is about. */
  readonly order: OrderState | null
}

/** A dispute's part in the account's standing. */
export interface Contribution {
  /** What the policy ruled, at its worst. */
  readonly ruled: Standing
  /** What its end made of it; null where it is open, or its end keeps what was ruled. */
  readonly ended: Standing | null
  /** What a person lowered it to, unless it rose again afterwards. */
  readonly lifted_to: Standing | null
}

/** The clock along a stream, whose entries' places never run back. */
export interface ClockState {
  /** The latest time that it showed. */
  readonly latest: string
  /** Whether it ever showed an earlier time than before: then no prefix of the stream is a window. */
  readonly ran_back: boolean
}

/** What a history fact can count. */
export const countedThings = ['claims', 'denials', 'approvals', 'reviews', 'decisions', 'disputes', 'credits'] as const
export type CountedThing = (typeof countedThings)[number]

/** Cumulative since the account's first entry: a count in a window is the difference of two entries. */
export interface Counters extends Readonly<Record<CountedThing, number>> {
  /** All credits from refunds. */
  readonly credited: Amounts
  /** Credits that no person approved: what limits look at. */
  readonly credited_automatically: Amounts
}

/** What an order, or a part of it, got: exact decimal text in the order's currency. */
export interface Got {
  /** Credited here: refunds, and adjustments that name the order. */
  readonly credited: string
  /** What it got elsewhere: from the panel, from a payment provider. */
  readonly elsewhere: string
  /** What lost disputes took. */
  readonly charged_back: string
}

/** An order, all its parts together. */
export interface OrderState extends Got {
  readonly currency: string | null
  /** Credited by decisions that no person approved. */
  readonly automatic: string
  /** Named amounts given so far. */
  readonly amounts: NamedAmounts
  /** How many entries gave actions that are given once. */
  readonly actions_given: number
  readonly open_chargebacks: number
  /** Lost disputes whose sum in the order's currency a person still has to state. */
  readonly unclear_disputes: number
  /** The order got more than it may: waits for a person. */
  readonly recovery: WaitingReview | null
  /** The overlap that a person settled, exact decimal text: only more than that is news. */
  readonly settled_overlap: string
  /** How many parts have a waiting review, and how many a person denied. */
  readonly waiting_parts: number
  readonly denied_parts: number
  /** The newest denial of a part that still holds. */
  readonly denied_part: PersonsDenial | null
  /** The order itself, without a part. */
  readonly whole: PartState
  /** The part that the entry is about; null where it is about the whole order. */
  readonly part: PartState | null
}

/** A part of an order, or the whole where no part is named. */
export interface PartState extends Got {
  readonly amounts: NamedAmounts
  readonly actions_given: number
  readonly waiting_review: WaitingReview | null
  /** A person denied it. */
  readonly denied: PersonsDenial | null
  readonly last_decision: EntryName | null
}

/** What an entry is called by within its stream. */
export interface EntryName {
  readonly id: string
  readonly sequence: number
}

/** A person's denial, and what it takes to look at it again. */
export interface PersonsDenial {
  /** The decision that was denied. */
  readonly decision: EntryName
  /** The level that it takes to look at it again. */
  readonly level: string
}

/** A review that waits for a person, as its newest wording has it. */
export interface WaitingReview {
  /** The entry that asked first: its name for good. */
  readonly id: string
  /** The decision whose request counts now; null where no request asked for it. */
  readonly asked_by: EntryName | null
  /** The sequence of the newest entry that worded it. */
  readonly sequence: number
  readonly reason_code: string
  /** The rule that asked for it; null for built-in reasons. */
  readonly rule: string | null
  /** Held: no later report takes its place. */
  readonly held: boolean
  readonly level: string
  readonly target_by: string
  readonly due_by: string
  /** When it was last escalated for being overdue. */
  readonly escalated_at: string | null
}

/** Before anything was given. */
export const gotNothing: Got = { credited: '0', elsewhere: '0', charged_back: '0' }

/** Before a part's first entry. */
export const initialPartState: PartState = {
  ...gotNothing,
  amounts: {},
  actions_given: 0,
  waiting_review: null,
  denied: null,
  last_decision: null,
}

/** Before an order's first entry. */
export const initialOrderState: OrderState = {
  ...gotNothing,
  currency: null,
  automatic: '0',
  amounts: {},
  actions_given: 0,
  open_chargebacks: 0,
  unclear_disputes: 0,
  recovery: null,
  settled_overlap: '0',
  waiting_parts: 0,
  denied_parts: 0,
  denied_part: null,
  whole: initialPartState,
  part: null,
}

/** Before an account's first entry. */
export const initialState: RunningState = {
  balances: {},
  standing: 'good',
  contributions: {},
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
  open_disputes: 0,
  clock: { latest: '', ran_back: false },
  erased_to: 0,
  order: null,
}
