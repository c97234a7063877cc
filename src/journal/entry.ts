import type { Json } from '../fingerprint/canonical-json.ts'

export const entryKinds = [
  'order_registered',
  'decision',
  'review_extended',
  'review_escalated',
  'review_resolved',
  'dispute_opened',
  'dispute_closed',
  'standing_lifted',
  'credit_spent',
  'credit_delivered',
  'credit_failed',
  'adjustment',
  'correction',
  'erasure',
] as const
export type EntryKind = (typeof entryKinds)[number]

/** In ascending severity. */
export const standings = ['good', 'warned', 'suspended', 'terminated', 'banned'] as const
export type Standing = (typeof standings)[number]

/** Exact decimal text by ISO currency code. */
export type Amounts = Readonly<Record<string, string>>

/**
 * One entry of an account's append-only stream: everything that must be true together. The JSON
 * names are those of the store, hence snake_case. `hash` covers all but `hash`, `confidential` and
 * `pending`.
 */
export interface Entry {
  /** The semantics that made it; a later format is another number. */
  readonly format: 1
  readonly account: string
  /** From 1, without gaps. */
  readonly sequence: number
  /** Time-ordered, unique over all streams. */
  readonly id: string
  readonly kind: EntryKind
  /** UTC ISO 8601 with milliseconds: the clock's time, but never before the entry before it. */
  readonly at: string
  readonly order: string | null
  /** Name of the API key (or `system`) that caused it. */
  readonly author: string
  readonly policy: PolicyReference | null
  readonly idempotency_key: string | null
  /** What was asked, by kind; facts and other personal data stand in `confidential`. */
  readonly request: { readonly [name: string]: Json }
  /** Everything that was answered, by kind, but the message. */
  readonly result: { readonly [name: string]: Json }
  readonly state: RunningState
  /** Salted commitments to the values in `confidential`, null where there is none. */
  readonly commitments: { readonly [Part in keyof ConfidentialValues]: string | null }
  readonly previous_hash: string | null
  readonly hash: string
  /** Null once erased. */
  readonly confidential: Confidential | null
  /** Outside the hash, recomputable: work to find by index. */
  readonly pending: Pending
}

export interface PolicyReference {
  readonly name: string
  readonly version: number
  readonly sha256: string
}

/** What can be erased; every part enters the hash as a commitment only. */
export interface ConfidentialValues {
  /** All facts as decided on, history facts included, as canonical text values by dotted name. */
  readonly facts: { readonly [name: string]: Json } | null
  /** The order's own facts, frozen so far, by dotted name. */
  readonly order_facts: { readonly [name: string]: Json } | null
  readonly message: string | null
  /** Fingerprint of the request's body, to tell a retry from another request under the same key. */
  readonly request_fingerprint: string | null
  /** Fingerprint of the order's state at its last decision: all facts but the claim's time and history. */
  readonly order_state: string | null
}

export interface Confidential extends ConfidentialValues {
  /** 32 random hexadecimal digits. */
  readonly salt: string
}

/** What holds after the entry; a fold over the stream gives the same. */
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
  readonly last_decision: { readonly id: string; readonly sequence: number } | null
  /** A person denied the order in the state of this decision. */
  readonly denied_by_person: { readonly id: string; readonly sequence: number } | null
}

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
  /** When it was last passed on to a higher level for being overdue. */
  readonly escalated_at: string | null
}

export interface Pending {
  readonly review: { readonly level: string; readonly due_by: string } | null
  /** True while a credit was not delivered to where the customer's money lives. */
  readonly delivery: boolean
  /** True until the feed has numbered it. */
  readonly feed: boolean
}
