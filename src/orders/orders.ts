import type { StoredFacts } from '../journal/entry.ts'
import type { IgnoredFact } from '../journal/kinds/ignored-fact.ts'
import type { OrderState } from '../journal/model/state.ts'

/** What is known of an order. */
export interface Order {
  readonly id: string
  readonly account: string
  /** Its own facts, frozen so far, by dotted name; null where they were erased. */
  readonly facts: StoredFacts | null
  readonly currency: string | null
  /** Refund credits so far, exact decimal text. */
  readonly credited: string
  readonly charged_back: boolean
  readonly open_disputes: readonly string[]
  readonly waiting_review: OrderState['waiting_review']
  /** UTC ISO 8601 of its newest entry. */
  readonly updated_at: string
}

/** An order as it was placed. */
export interface OrderRegistration {
  readonly policy: string
  readonly order: string
  /** Nested JSON: facts of the order itself, and what names its account. */
  readonly facts: unknown
  readonly author: string
}

/** An order's facts as they should have been registered, and why. */
export interface OrderCorrection {
  readonly policy: string
  readonly order: string
  /** Nested JSON: the order's own facts as they should have been registered. */
  readonly facts: unknown
  readonly reason: string
  readonly author: string
}

/** The order, and what of the registration was news. */
export interface RegisteredOrder {
  readonly order: Order
  /** True where this request was the first about the order, or said something that was not known. */
  readonly created: boolean
  /** Values that differ from those that were registered first, and were not taken. */
  readonly ignored_facts: readonly IgnoredFact[]
}

/** Orders: registered once, mended only by an explicit correction. */
export interface Orders {
  /** First value wins. Problems: policy_not_found, invalid_facts, order_conflict (another account or currency). */
  register(registration: OrderRegistration): Promise<RegisteredOrder>
  /**
   * Mends a wrong registration: charge (never below what was credited), quantity, time; the currency
   * only before any credit; the account never. Problems: order_not_found, invalid_facts, correction_refused.
   */
  correct(correction: OrderCorrection): Promise<Order>
  /** Problem order_not_found. */
  find(order: string): Promise<Order>
}
