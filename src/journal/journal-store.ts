import type { Entry } from './entry.ts'
import type { EntryKind } from './entry-kinds.ts'

/** Whether an entry was written, and what stands in its place where not. */
export type AppendResult =
  | { readonly appended: true }
  /** The key is taken: by this very entry (a lost acknowledgement, `id` equal) or by a rival. */
  | { readonly appended: false; readonly existing: Entry }

/** A part of a list, and where the next one begins. */
export interface Page<Item> {
  readonly items: readonly Item[]
  /** Opaque; null on the last page. */
  readonly next: string | null
}

/** Filters join with "and"; times are UTC ISO 8601, `from` inclusive, `to` exclusive. */
export interface DecisionFilter {
  readonly account?: string
  readonly order?: string
  readonly outcome?: string
  readonly clause?: string
  readonly rule?: string
  readonly policy?: string
  readonly policyVersion?: number
  readonly from?: string
  readonly to?: string
}

/** Entries of one account (or one of its orders) that a history fact looks at. */
export interface HistorySelection {
  readonly account: string
  readonly order: string | null
  readonly kinds: readonly EntryKind[]
  /** After this instant (exclusive); null for all time. */
  readonly after: string | null
  /** Before this instant (exclusive); null for none. */
  readonly before: string | null
  /** Up to this sequence, inclusive. */
  readonly upTo: number
}

/** The append-only streams of all accounts. Every read sees every append that was answered before it began. */
export interface JournalStore {
  /** The account's newest entry; null before its first. */
  head(account: string): Promise<Entry | null>
  /**
   * Writes the entry whole and durably, or not at all. (account, sequence) must not exist: otherwise
   * nothing is written and the entry that stands there is returned. Of concurrent appends of one key
   * exactly one is appended. `body` is the text that the entry's hash covers, where the caller has it.
   */
  append(entry: Entry, body?: string): Promise<AppendResult>
  entryAt(account: string, sequence: number): Promise<Entry | null>
  entryById(id: string): Promise<Entry | null>
  /** The newest entry about the order in this account's stream. */
  newestOfOrder(account: string, order: string): Promise<Entry | null>
  /** The entry that the account stored under the key. */
  entryByIdempotencyKey(account: string, key: string): Promise<Entry | null>
  /** The account's newest entry with `at` <= the instant and sequence <= upTo: what a window is counted from. */
  newestUpTo(account: string, at: string, upTo: number): Promise<Entry | null>
  /** The selected entries, newest first; for history facts with filters. */
  historyEntries(selection: HistorySelection): Promise<readonly Entry[]>
  /** Sum of automatic credits in the currency over all accounts since the instant (inclusive), decimal text. */
  automaticCreditsSince(currency: string, since: string): Promise<string>
  /**
   * Decisions, newest first (by id), at most `limit` after the cursor. With several filters a page may hold
   * fewer while `next` is not null: the store looks at a bounded number for each page. A malformed cursor
   * is a Problem `invalid_request`.
   */
  decisions(filter: DecisionFilter, limit: number, cursor: string | null): Promise<Page<Entry>>
  /** The account's entries with a sequence above `after`, ascending, at most `limit`. */
  stream(account: string, after: number, limit: number): Promise<readonly Entry[]>
  /** Accounts with at least one entry, ascending, after the given one, at most `limit`. */
  accounts(after: string | null, limit: number): Promise<readonly string[]>
  /** Clears one part of an entry's pending set; clearing again, or what is not there, changes nothing. */
  clearPending(account: string, sequence: number, part: 'review' | 'delivery' | 'feed'): Promise<void>
  /** Entries with a pending review, the earliest due first, at most `limit` after the cursor. */
  pendingReviews(filter: PendingReviewFilter, limit: number, cursor: string | null): Promise<Page<Entry>>
  /** Entries with a pending delivery, oldest first (by id). */
  pendingDeliveries(limit: number, cursor: string | null): Promise<Page<Entry>>
  /** Entries of one kind over all accounts, newest first (by id). */
  entriesOfKind(kind: EntryKind, limit: number, cursor: string | null): Promise<Page<Entry>>
  /** The account's dispute entries (opened, closed) with the payment reference, oldest first. */
  disputeEntries(account: string, paymentReference: string): Promise<readonly Entry[]>
}

/** Which waiting reviews are asked for; a filter left out lets all pass. */
export interface PendingReviewFilter {
  readonly level?: string
  /** Only those due before this instant (exclusive). */
  readonly dueBefore?: string
}
