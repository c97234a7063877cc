import type { StoredFacts } from '../journal/entry.ts'
import type { IgnoredFact } from '../journal/kinds/ignored-fact.ts'
import type { WaitingReview } from '../journal/model/state.ts'
import type { AddedCharge, ChargeAddition } from './added-charge.ts'
import type { CreditElsewhere, ElsewhereCredit } from './elsewhere-credit.ts'

/** What is known of an order, all its parts together; sums are exact decimal text. JSON names. */
export interface Order {
  readonly id: string
  readonly policy: string
  readonly account: string
  /** Its own facts, frozen so far, by dotted name; without those that were erased. */
  readonly facts: StoredFacts
  readonly currency: string | null
  /** Credited here: refunds, and adjustments that name the order. */
  readonly credited: string
  readonly credited_elsewhere: string
  /** What lost disputes took. */
  readonly charged_back: string
  /** The most that it may get; null where that is not known. */
  readonly at_most: string | null
  /** Open chargebacks and arbitrations. */
  readonly open_disputes: number
  /** Lost disputes whose sum a person still has to state. */
  readonly unclear_disputes: number
  /** How many of its parts have a waiting review, and how many a person denied. */
  readonly waiting_parts: number
  readonly denied_parts: number
  /** The review of the order as a whole. */
  readonly waiting_review: WaitingReview | null
  /** The review of what it got more than it may. */
  readonly recovery: WaitingReview | null
  /** UTC ISO 8601 of its newest entry. */
  readonly updated_at: string
}

/** What is known of an order when it is placed. */
export interface OrderRegistration {
  readonly policy: string
  readonly order: string
  /** Nested JSON: facts of the order itself, and what names its account. */
  readonly facts: unknown
  readonly author: string
}

/** A registration that was wrong, and why. */
export interface OrderCorrection {
  readonly policy: string
  readonly order: string
  /** Nested JSON: the order's own facts as they should have been registered. */
  readonly facts: unknown
  readonly reason: string
  readonly author: string
}

/** An order after a registration. */
export interface RegisteredOrder {
  readonly order: Order
  /** True where this request was the first about the order, or said something that was not known. */
  readonly created: boolean
  /** Values that differ from those that were registered first, and were not taken. */
  readonly ignored_facts: readonly IgnoredFact[]
}

/** The order after something was recorded of it. */
export interface Recorded {
  readonly order: Order
  /** True where the stored answer of an earlier report is given again. */
  readonly replayed: boolean
}

/** Orders as ledgers: registered once, mended by an explicit correction, with all that was paid and got elsewhere. Each belongs to its policy. */
export interface Orders {
  /** First value wins. Problems: policy_not_found, invalid_facts, order_conflict (another account or currency). */
  register(registration: OrderRegistration): Promise<RegisteredOrder>
  /**
   * Mends a wrong registration: charge (the cap never below what was credited here), quantity, time; the
   * currency only before any credit; the account never. Problems: policy_not_found, order_not_found,
   * invalid_facts, order_conflict, correction_refused.
   */
  correct(correction: OrderCorrection): Promise<Order>
  /**
   * Records what the order got elsewhere, or lost there again; the same reference is the same credit, and
   * one that was taken back never counts again, in whatever order the reports arrive. It never touches a
   * balance. Problems: policy_not_found, order_not_found (unknown, and no account named), order_conflict,
   * credit_conflict, invalid_request.
   */
  creditElsewhere(credit: CreditElsewhere): Promise<Recorded & { readonly credit: ElsewhereCredit }>
  /**
   * Records a further payment: raises the order fact that carries the charge; the same reference is the
   * same payment. Problems: policy_not_found, order_not_found, charge_not_known, charge_conflict,
   * order_conflict, correction_refused, invalid_facts, invalid_request.
   */
  addCharge(addition: ChargeAddition): Promise<Recorded & { readonly charge: AddedCharge }>
  /** Problems: order_not_found; policy_not_found where its policy is gone. */
  find(order: { readonly policy: string; readonly id: string }): Promise<Order>
}
