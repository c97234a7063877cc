import type { OrderPart } from '../journal/entry.ts'
import type { EntryKind } from '../journal/entry-kinds.ts'
import type { Page } from '../journal/journal-store.ts'
import type { Amounts, Counters, Standing } from '../journal/model/state.ts'

/** An account as its newest entry leaves it; JSON names. */
export interface Account {
  readonly id: string
  readonly balances: Amounts
  readonly standing: Standing
  readonly counters: Counters
  /** Open chargebacks and arbitrations. */
  readonly open_disputes: number
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
  /** The policy that the order belongs to, and what of it the entry is about (null: the whole). */
  readonly policy: string | null
  readonly part: string | null
  /** Signed: what the entry did to the balance; null where it did nothing. */
  readonly amount: string | null
  readonly currency: string | null
  /** The balance in that currency afterwards. */
  readonly balance: string | null
  /** What a debit paid for; the transaction of a delivery, a credit elsewhere or a further payment. */
  readonly reference: string | null
  readonly author: string
}

/** Credit that is taken off a balance to pay for something. */
export interface Debit {
  readonly account: string
  /** Above 0, exact decimal text. */
  readonly amount: string
  readonly currency: string
  /** What it pays for: the same reference is the same debit, with or without a key. */
  readonly reference: string
  readonly idempotencyKey: string | null
  readonly author: string
}

/** A change of a balance by a person, for a reason. */
export interface Adjustment {
  readonly account: string
  /** Signed, not 0, exact decimal text. */
  readonly amount: string
  readonly currency: string
  /** The order that it counts for as credited; null for none. */
  readonly order: OrderPart | null
  readonly reason: string
  readonly idempotencyKey: string | null
  readonly author: string
}

/** What another system says became of a credit that it was to pay out. */
export interface DeliveryReport {
  /** The decision that credited, or whose review did. */
  readonly decision: string
  /** `returned`, and `failed` after it was delivered: it came back, and waits again. */
  readonly status: 'delivered' | 'failed' | 'returned'
  /** Where the money lives: its transaction; for a failure or a return, that or what was said. */
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
  readonly policy: string | null
  readonly part: string | null
  readonly amount: string
  readonly currency: string
  readonly method: string | null
  /** When it was credited, or came back. */
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
  /**
   * Problems: account_not_found, insufficient_balance (extension `balance`), debit_conflict (another amount
   * under the reference), idempotency_key_reused.
   */
  debit(debit: Debit): Promise<BookedLine>
  /**
   * An unknown account may be credited. An order that it names has to be this account's and in the same
   * currency; an unknown one becomes this account's. Problems: invalid_request, insufficient_balance,
   * policy_not_found, order_conflict, idempotency_key_reused.
   */
  adjust(adjustment: Adjustment): Promise<BookedLine>
  /**
   * Delivered: the amount leaves our balance. Came back: it is on the balance again, and another reference
   * delivers it; the one that came back never does. Reported again alike: the same answer. Problems:
   * decision_not_found, delivery_conflict, insufficient_balance where it was spent here.
   */
  recordDelivery(report: DeliveryReport): Promise<BookedLine>
  /** Standing rises by disputes only and falls by a person only. Problems: account_not_found, invalid_request where it is not lower. */
  liftStanding(lift: StandingLift): Promise<Standing>
  /** Oldest first. */
  undelivered(page: { readonly limit: number; readonly cursor: string | null }): Promise<Page<UndeliveredCredit>>
}
