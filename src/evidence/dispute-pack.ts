import type { ExplainedDecision } from '../decisions/decisions.ts'
import type { Dispute } from '../disputes/disputes.ts'
import type { Event } from '../events/event.ts'
import type { Order } from '../orders/orders.ts'
import type { PolicyVersion } from '../policy/versions/policy-version.ts'

/** All that is known here of a disputed payment, in one document. JSON names, amounts exact decimal text, times UTC ISO 8601. */
export interface DisputePack {
  readonly made_at: string
  readonly dispute: Dispute
  /** Null where the dispute names no order, or one that nothing was written about. */
  readonly order: Order | null
  readonly purchase: Purchase | null
  /** The text that was shown when it was bought; null where none was published yet, or nobody knows when that was. */
  readonly policy: ShownVersion | null
  /** Oldest first. */
  readonly decisions: readonly PackedDecision[]
  /** What the customer was told, oldest first. */
  readonly messages: readonly Message[]
  /** Everything that happened to the order and in the dispute, oldest first; as events tell it, without personal data. */
  readonly timeline: readonly TimelineEntry[]
  /** Whether personal data of the order was erased: values that are left out were. */
  readonly erased: boolean
}

/** When the order was bought: as its facts say, else when it was first heard of here. */
export interface Purchase {
  readonly at: string
  readonly known_by: 'facts' | 'first_entry'
}

/** A version, and how long it was the one that decided. */
export interface ShownVersion extends Pick<PolicyVersion, 'name' | 'version' | 'sha256' | 'text' | 'published_at'> {
  /** Path of its public page. */
  readonly url: string
  /** When the next one took its place; null while it is in force. */
  readonly until: string | null
  /** Whether it had ended the policy: the text then decided nothing. */
  readonly retired: boolean
}

/** A decision about the order with the facts that it was made on, and its proof. */
export interface PackedDecision {
  readonly decision: ExplainedDecision
  /** Whether personal data of it was erased. */
  readonly erased: boolean
  /** The text of its receipt, to the character; null where no checkpoint covers it yet. */
  readonly receipt: string | null
  /** Why there is no receipt; null where there is one. */
  readonly no_receipt: string | null
}

/** What a decision said to the customer. */
export interface Message {
  readonly at: string
  readonly decision: string
  readonly text: string
}

/** One thing that happened. */
export type TimelineEntry = Pick<Event, 'id' | 'type' | 'at' | 'part' | 'data'>

/** Packs of disputes. */
export interface DisputePacks {
  /** Reads all of the account's stream. Problem dispute_not_found. */
  of(dispute: string): Promise<DisputePack>
}
