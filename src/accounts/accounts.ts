import type { EntryKind } from '../journal/entry-kinds.ts'
import type { Page } from '../journal/journal-store.ts'
import type { Amounts, Counters, Standing } from '../journal/model/state.ts'

/** An account as its newest entry leaves it; JSON names. */
export interface Account {
  readonly id: string
  readonly balances: Amounts
  readonly standing: Standing
  readonly counters: Counters
  readonly open_disputes: readonly string[]
  /** Sequence of its newest entry. */
  readonly sequence: number
  readonly updated_at: string
}

/** One line of an account's statement. */
export interface StatementLine {
  readonly sequence: number
  readonly id: string
  readonly at: string
  readonly kind: EntryKind
  readonly order: string | null
  /** Signed: what the entry did to the balance; null where it did nothing. */
  readonly amount: string | null
  readonly currency: string | null
  /** The balance in that currency afterwards. */
  readonly balance: string | null
  /** Order paid with a debit, reference of a delivery. */
  readonly reference: string | null
  readonly author: string
}

/** Credit that is taken off a balance to pay for something. */
export interface Debit {
  readonly account: string
  /** Above 0, exact decimal text. */
  readonly amount: string
  readonly currency: string
  /** The order that is paid with the credit. */
  readonly order: string
  /** Null: the order itself makes the debit idempotent. */
  readonly idempotencyKey: string | null
  readonly author: string
}

/** A change of a balance by a person, for a reason. */
export interface Adjustment {
  readonly account: string
  /** Signed, not 0, exact decimal text. */
  readonly amount: string
  readonly currency: string
  readonly reason: string
  readonly idempotencyKey: string | null
  readonly author: string
}

/** What another system says became of a credit that it was to pay out. */
export interface DeliveryReport {
  /** The decision that credited, or whose review did. */
  readonly decision: string
  readonly status: 'delivered' | 'failed'
  /** Where the money lives: its transaction; for a failure, what was said. */
  readonly reference: string
  readonly author: string
}

/** A person's word that an account stands better than its disputes say. */
export interface StandingLift {
  readonly account: string
  readonly standing: Standing
  readonly reason: string
  readonly author: string
}

/** The line that a request came to, and whether it was there before. */
export interface BookedLine {
  readonly line: StatementLine
  /** True where the stored answer of an earlier request is given again. */
  readonly replayed: boolean
}

/** A credit that was not delivered yet. */
export interface UndeliveredCredit {
  readonly decision_id: string
  readonly account: string
  readonly order: string | null
  readonly amount: string
  readonly currency: string
  readonly method: string | null
  readonly credited_at: string
}

/** Balances of accounts: read, spent, adjusted, delivered elsewhere. A balance is never below 0. */
export interface Accounts {
  /** Problem account_not_found. */
  find(account: string): Promise<Account>
  /** Newest first; `before` is a sequence (null: from the newest). Problem account_not_found. */
  statement(
    account: string,
    page: { readonly before: number | null; readonly limit: number },
  ): Promise<{ readonly lines: readonly StatementLine[]; readonly next: number | null }>
  /** Problems: account_not_found, insufficient_balance (extension `balance`), idempotency_key_reused. */
  debit(debit: Debit): Promise<BookedLine>
  /** Problems as for a debit; an unknown account may be credited. */
  adjust(adjustment: Adjustment): Promise<BookedLine>
  /**
   * Delivered: the amount leaves our balance. Reported again alike: the same answer. Problems:
   * decision_not_found, delivery_conflict, insufficient_balance where it was spent here.
   */
  recordDelivery(report: DeliveryReport): Promise<BookedLine>
  /** Standing rises by disputes only and falls by a person only. Problems: account_not_found, invalid_request where it is not lower. */
  liftStanding(lift: StandingLift): Promise<Standing>
  /** Oldest first. */
  undelivered(page: { readonly limit: number; readonly cursor: string | null }): Promise<Page<UndeliveredCredit>>
}
