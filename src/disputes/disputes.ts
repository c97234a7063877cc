import type { PolicyReference } from '../journal/entry.ts'
import type { Page } from '../journal/journal-store.ts'
import type { DisputeClosing } from '../journal/kinds/dispute-closed.ts'
import type { GivenAction } from '../journal/kinds/given-action.ts'
import type { Standing } from '../journal/model/state.ts'
import type { DisputeOutcome } from '../policy/model/policy.ts'

/** A chargeback or payment dispute that was reported; JSON names. */
export interface Dispute {
  readonly id: string
  readonly account: string
  readonly order: string | null
  readonly payment_reference: string
  readonly amount: string
  readonly currency: string
  readonly opened_at: string
  readonly support_contacted_at: string | null
  /** What the policy says of it. */
  readonly outcome: DisputeOutcome
  readonly reason_code: string
  readonly message: string
  readonly rule: string | null
  readonly clause: string | null
  readonly actions: readonly GivenAction[]
  /** The account's standing afterwards. */
  readonly standing: Standing
  readonly policy: PolicyReference | null
  readonly reported_at: string
  readonly status: 'open' | DisputeClosing
  readonly closed_at: string | null
}

/** A dispute as the backend reports it. */
export interface DisputeNotice {
  readonly policy: string
  readonly account: string
  readonly paymentReference: string
  readonly order: string | null
  /** Exact decimal text, above 0. */
  readonly amount: string
  readonly currency: string
  /** RFC 3339. */
  readonly openedAt: string
  readonly supportContactedAt: string | null
  readonly author: string
}

/** The dispute, and whether it was there before. */
export interface ReportedDispute {
  readonly dispute: Dispute
  /** True where the same payment reference was reported before. */
  readonly replayed: boolean
}

/** Chargebacks, decided by the policy's dispute rules. */
export interface Disputes {
  /**
   * Decides and stores; the same payment reference of an account is the same dispute. Problems:
   * policy_not_found, invalid_facts, order_conflict, dispute_conflict (the same reference with
   * another order, amount or currency).
   */
  report(notice: DisputeNotice): Promise<ReportedDispute>
  /** Problems: dispute_not_found, dispute_conflict where it was closed otherwise. */
  close(command: {
    readonly dispute: string
    readonly outcome: DisputeClosing
    readonly author: string
  }): Promise<Dispute>
  /** Problem dispute_not_found. */
  find(dispute: string): Promise<Dispute>
  /** Newest first. */
  list(page: { readonly limit: number; readonly cursor: string | null }): Promise<Page<Dispute>>
}
