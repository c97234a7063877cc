import type { Json } from '../fingerprint/canonical-json.ts'
import type { EntryKind, EntryParts } from './entry-kinds.ts'
import type { Parameters } from './kinds/given-action.ts'
import type { IgnoredFact } from './kinds/ignored-fact.ts'
import type { RunningState } from './model/state.ts'

/**
 * One entry of an account's append-only stream: everything that must be true together. The JSON
 * names are those of the store, hence snake_case. `hash` covers all but `hash`, `confidential` and
 * `pending`. `request` is what was asked and `result` what was answered, in the form of the kind;
 * facts, messages and other personal data stand in `confidential`.
 */
export type Entry = EntryOf<EntryKind>

/** An entry of one kind, or of one among several. */
export type EntryOf<Name extends EntryKind> = { readonly [K in Name]: SaidIn<K> & EntryFrame }[Name]

/** What an entry says, in the form of its kind. */
export interface SaidIn<Name extends EntryKind> {
  readonly kind: Name
  readonly request: EntryParts[Name]['request']
  readonly result: EntryParts[Name]['result']
}

/** What every entry has, whatever its kind. */
export interface EntryFrame {
  /** The semantics that made it; a later format is another number. */
  readonly format: 1
  readonly account: string
  /** From 1, without gaps. */
  readonly sequence: number
  /** Time-ordered, unique over all streams. */
  readonly id: string
  /** Its place in time: UTC ISO 8601 with milliseconds, the clock's time, but never before the entry before it. */
  readonly at: string
  /** The clock's time: what rules see, and what windows and days compare. */
  readonly decided_at: string
  readonly order: OrderPart | null
  /** Name of the API key (or `system`) that caused it. */
  readonly author: string
  readonly policy: PolicyReference | null
  readonly idempotency_key: string | null
  readonly state: RunningState
  /** Salted commitments to the values in `confidential`, null where there is none. */
  readonly commitments: Commitments
  readonly previous_hash: string | null
  readonly hash: string
  /** Null where an erasure left nothing of it. */
  readonly confidential: Confidential | null
  /** Outside the hash, recomputable: work to find by index. */
  readonly pending: Pending
}

/** An order: two policies may use the same id. */
export interface OrderKey {
  readonly policy: string
  readonly id: string
}

/** What of an order an entry is about: one of its parts, or (null) the whole. */
export interface OrderPart extends OrderKey {
  readonly part: string | null
}

/** The policy version that an entry follows. */
export interface PolicyReference {
  readonly name: string
  readonly version: number
  readonly sha256: string
}

/** Values by dotted name, as they are stored. */
export type StoredFacts = { readonly [name: string]: Json }

/** What enters the hash as commitments only: what later decisions need, and what an erasure removes. */
export interface ConfidentialValues extends KeptValues, ErasableValues {}

/** What an erasure leaves: later decisions are made from it. */
export interface KeptValues {
  /** The facts as decided on that are not personal, history facts included, as canonical text values by dotted name. */
  readonly facts: StoredFacts | null
  /** The order's own facts that are not personal, frozen so far, by dotted name. */
  readonly order_facts: StoredFacts | null
  /** What is known of the part at hand, to tell a repeat from news; null before its first decision. */
  readonly memory: PartMemory | null
}

/** What an erasure removes, with the salt of its commitments; null where there is none. */
export interface ErasableValues {
  /** The facts as decided on that the policy declares personal. */
  readonly personal_facts: StoredFacts | null
  /** The order's own facts that the policy declares personal, frozen so far. */
  readonly personal_order_facts: StoredFacts | null
  /** What was said to or by people: messages, notes and reasons. */
  readonly message: string | null
  /** Fingerprint of the request's body, to tell a retry from another request under the same key. */
  readonly request_fingerprint: string | null
  /** Personal parameters of the actions that were given, in the order of these. */
  readonly parameters: readonly Parameters[] | null
  /** Order facts of the request that differ from the frozen ones. */
  readonly ignored_facts: readonly IgnoredFact[] | null
}

/** What is known of a part of an order, or of the whole. */
export interface PartMemory {
  /** What became of it, as it was stated last: a fact left out later is unchanged. */
  readonly state: StoredFacts
  /** What was counted in which state: `claim:`, `approve:` or `deny:` and the state's fingerprint, the newest last. */
  readonly counted: readonly string[]
}

/** The values beside an entry, with the salts of their commitments. */
export interface Confidential extends ConfidentialValues {
  /** Of what can be erased: 32 random hexadecimal digits; null once that was done. */
  readonly salt: string | null
  /** Of what an erasure leaves; null before it, as it follows from the other then, which does not follow from it. */
  readonly kept_salt: string | null
}

export type Commitments = { readonly [Part in keyof ConfidentialValues]: string | null }

/** What is still to be done about an entry: an index to find work by, outside the hash. */
export interface Pending {
  readonly review: { readonly level: string; readonly due_by: string } | null
  /** True while a credit was not delivered to where the customer's money lives. */
  readonly delivery: boolean
  /** Until when the dispute that it is the newest entry about has to be answered; null where nothing is waited for. */
  readonly response: string | null
}
