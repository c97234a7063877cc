import type { PolicyReference } from '../journal/entry.ts'
import type { Page } from '../journal/journal-store.ts'
import type { DisputeClosing } from '../journal/kinds/dispute-closed.ts'
import type { DisputeKind } from '../journal/kinds/dispute-notice.ts'
import type { AnsweredAction } from '../journal/kinds/given-action.ts'
import type { Standing } from '../journal/model/state.ts'
import type { DisputeOutcome } from '../policy/model/policy.ts'

export type DisputeStatus = 'open' | DisputeClosing

/** A payment dispute, from its first notice on; JSON names. */
export interface Dispute {
  /** Of the entry that opened it. */
  readonly id: string
  readonly provider_id: string | null
  readonly kind: DisputeKind
  readonly account: string
  readonly payment_reference: string
  readonly order: string | null
  readonly part: string | null
  /** The version that decided on what is known of it. */
  readonly policy: PolicyReference | null
  readonly amount: string
  readonly currency: string
  readonly opened_at: string
  readonly support_contacted_at: string | null
  /** Until when it has to be answered at its stage; null where none was told, and once it has ended. */
  readonly respond_by: string | null
  /** What the policy says of it. */
  readonly outcome: DisputeOutcome
  readonly reason_code: string
  readonly message: string
  readonly rule: string | null
  readonly clause: string | null
  /** What followed from the newest decision on it, and what an earlier one had given already. */
  readonly actions: readonly AnsweredAction[]
  readonly actions_given_before: readonly AnsweredAction[]
  /** The account's, after the newest entry about the dispute. */
  readonly standing: Standing
  readonly status: DisputeStatus
  /** What it took from its order, exact decimal text in the order's currency. */
  readonly charged_back: string
  /** It was lost, and a person has to state what it took from the order. */
  readonly needs_amount: boolean
  /** How often it was opened again. */
  readonly rounds: number
  readonly reported_at: string
  /** When it ended; null while it is open. */
  readonly closed_at: string | null
  /** Oldest first. */
  readonly history: readonly DisputeEvent[]
}

/** What an entry did to a dispute. */
export interface DisputeEvent {
  readonly id: string
  readonly event: 'opened' | 'amended' | 'closed' | 'reopened'
  readonly at: string
  readonly author: string
  readonly kind: DisputeKind
  readonly status: DisputeStatus
  /** Until when it had to be answered from then on. */
  readonly respond_by: string | null
  /** What it took from its order by then. */
  readonly charged_back: string
  /** The account's standing. */
  readonly standing: Standing
}

/** What a bank or payment provider says of a dispute. */
export interface DisputeNotice {
  readonly policy: string
  readonly account: string
  /** The dispute's id there; without one it is known by the payment and when it was opened. */
  readonly providerId: string | null
  readonly kind: DisputeKind
  readonly paymentReference: string
  readonly order: string | null
  /** What of the order is disputed; null for the whole. */
  readonly part: string | null
  /** Exact decimal text, above 0. */
  readonly amount: string
  readonly currency: string
  /** RFC 3339. */
  readonly openedAt: string
  readonly supportContactedAt: string | null
  /** RFC 3339. Until when the stage has to be answered. */
  readonly respondBy: string | null
  /** Nested JSON: facts that the policy declares beside those that a notice has. */
  readonly facts: unknown
  readonly author: string
}

/** The dispute, and whether it was there before. */
export interface ReportedDispute {
  readonly dispute: Dispute
  /** True where the notice says nothing that was not known. */
  readonly replayed: boolean
}

/** How a dispute ended, and who says so. */
export interface DisputeEnd {
  readonly dispute: string
  readonly outcome: DisputeClosing
  /** What a lost dispute took from its order, in the order's currency, as a person states it; null: what the notice says. */
  readonly chargedBack: string | null
  readonly author: string
}

/** A dispute that goes into another round, and who says so. */
export interface ReopenCommand {
  readonly dispute: string
  /** RFC 3339. Until when the new round has to be answered; null where none was told. */
  readonly respondBy: string | null
  readonly author: string
}

/** Filters join with "and". */
export interface DisputeFilter {
  readonly status?: DisputeStatus
  readonly account?: string
  readonly order?: string
  /** Only open ones that have to be answered before this instant (RFC 3339, exclusive), the earliest first. */
  readonly respondBefore?: string
}

/** In which order disputes are listed: by deadline, the earliest first and those without one last, or the newest first. */
export type DisputeOrder = 'respond_by' | 'newest'

/** Which part of a list of disputes. */
export interface DisputePlace {
  readonly by: DisputeOrder
  readonly limit: number
  readonly cursor: string | null
}

/** Payment disputes, decided by the policy's dispute rules. */
export interface Disputes {
  /**
   * Decides and stores. The same dispute again is amended by what the notice adds, and decided anew;
   * where it adds nothing the answer is the same. A notice that is refused leaves nothing behind. Problems: policy_not_found,
   * invalid_request, invalid_facts, order_conflict (another account's), dispute_conflict (another
   * payment, order, amount or currency).
   */
  report(notice: DisputeNotice): Promise<ReportedDispute>
  /**
   * Notes how it ended, or corrects that; the same end again changes nothing. Problems:
   * dispute_not_found, invalid_request, charge_not_known (a sum for an order in no currency yet).
   */
  close(end: DisputeEnd): Promise<Dispute>
  /** Opens it again; one that is open stays as it is. Problems: dispute_not_found, invalid_request. */
  reopen(command: ReopenCommand): Promise<Dispute>
  /** Problem dispute_not_found. */
  find(dispute: string): Promise<Dispute>
  /** In the order that is asked for. With a filter a page may hold fewer while `next` is not null: a bounded number is looked at. */
  list(filter: DisputeFilter, place: DisputePlace): Promise<Page<Dispute>>
}
