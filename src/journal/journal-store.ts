import type { Entry, OrderKey, OrderPart } from './entry.ts'
import type { EntryKind } from './entry-kinds.ts'
import type { Amounts, CountedThing } from './model/state.ts'

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
  /** The order's id, of whichever policy. */
  readonly order?: string
  /** What of an order the decision is about. */
  readonly part?: string
  /** An outcome, or a policy's own label. */
  readonly outcome?: string
  readonly label?: string
  readonly clause?: string
  readonly rule?: string
  readonly policy?: string
  readonly policyVersion?: number
  readonly from?: string
  readonly to?: string
}

/** A stretch of an account's stream, or of what it says of an order. Windows compare the clock's time of each entry. */
export interface HistoryStretch {
  readonly account: string
  /** The whole account (null), an order with all its parts, or exactly one part of it (null: the whole order). */
  readonly of: OrderKey | OrderPart | null
  /** `decided_at` after this instant (exclusive); null for all time. */
  readonly after: string | null
  /** `decided_at` before this instant (exclusive); null for none. */
  readonly before: string | null
  /** Up to this sequence, inclusive. */
  readonly upTo: number
}

/** Entries whose content is asked for. */
export interface HistorySelection extends HistoryStretch {
  readonly kinds: readonly EntryKind[]
}

/** Entries that are counted. */
export interface HistoryCount extends HistoryStretch {
  /** What they count as. */
  readonly counted: CountedThing
  readonly where: HistoryFilter
  /** Whether the sums of what they credited are asked for, too. */
  readonly isSum: boolean
}

/** What filters of history look at; one left out lets all pass. */
export interface HistoryFilter {
  /** The outcome, or the policy's own label for it. */
  readonly outcome?: string
  readonly rule?: string
  readonly clause?: string
  /** The kind of the entry. */
  readonly kind?: string
}

/** How many entries there are, and what they credited. */
export interface CountedHistory {
  readonly count: number
  /** By currency, exact decimal text; those that nothing was credited in are left out, and all where no sum was asked for. */
  readonly credited: Amounts
}

/** Entries that are read as they are stored. `at` is UTC ISO 8601: `from` inclusive, `to` exclusive. */
export interface StoredSelection {
  readonly kinds: readonly EntryKind[]
  readonly from?: string
  readonly to?: string
}

/** Entries as they are stored, for whoever reads very many of them in other threads; nothing of them was looked at. */
export interface StoredBlock {
  /** What each text is: the text itself, in UTF-8. */
  readonly packing: 'text'
  /** Body and confidential text of each entry, one behind the other; in a buffer of their own that may be handed over. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** How long each of these texts is; 0 for what was erased. */
  readonly lengths: Uint32Array<ArrayBuffer>
  /** The id of the last entry, where there may be more behind it; null where there are none. */
  readonly next: string | null
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
  /** The newest entry about the order in this account's stream, whichever part of it. */
  newestOfOrder(account: string, order: OrderKey): Promise<Entry | null>
  /** The newest entry about exactly this part of the order (null: the whole order). */
  newestOfPart(account: string, part: OrderPart): Promise<Entry | null>
  /** The entry that the account stored under the key. */
  entryByIdempotencyKey(account: string, key: string): Promise<Entry | null>
  /**
   * Of the account's entries with `decided_at` <= the instant and sequence <= upTo the one that was decided
   * last, of several at one time the newest: what a window is counted from where the clock never ran back.
   */
  newestDecidedUpTo(account: string, decidedAt: string, upTo: number): Promise<Entry | null>
  /**
   * How many of the entries count as the thing and pass the filter and, where asked for, the exact sums of
   * what these credited.
   * Answered from an index: no entry is read for it.
   */
  historyCount(selection: HistoryCount): Promise<CountedHistory>
  /** The selected entries, newest first. */
  historyEntries(selection: HistorySelection): Promise<readonly Entry[]>
  /**
   * Entries about the order that gave an action which is given once for it, newest first. With a part
   * only those about exactly this part (null: the whole order).
   */
  entriesWithActions(account: string, order: OrderKey, part?: string | null): Promise<readonly Entry[]>
  /**
   * The account's entries that speak of the entry with this id, oldest first: of a review what extended,
   * escalated, joined, resolved or superseded it; of a decision what reopened it and what was reported of
   * its credit; of the opening of a dispute what amended, closed or reopened it.
   */
  entriesAbout(account: string, id: string): Promise<readonly Entry[]>
  /**
   * The account's entries with the reference about the order (null: about none), oldest first: charges,
   * credits elsewhere, debits, adjustments, and reports of deliveries.
   */
  entriesByReference(account: string, reference: string, order: OrderKey | null): Promise<readonly Entry[]>
  /** All entries about the account's dispute that was opened under the key, oldest first. */
  disputeEntriesByKey(account: string, key: string): Promise<readonly Entry[]>
  /** All entries about the account's disputes, oldest first. */
  disputesOfAccount(account: string): Promise<readonly Entry[]>
  /** Sum of automatic credits in the currency over all accounts with `decided_at` since the instant (inclusive), decimal text. */
  automaticCreditsSince(currency: string, since: string): Promise<string>
  /**
   * Decisions, newest first (by id), at most `limit` after the cursor. With several filters a page may hold
   * fewer while `next` is not null: the store looks at a bounded number for each page. A malformed cursor
   * is a Problem `invalid_request`.
   */
  decisions(filter: DecisionFilter, limit: number, cursor: string | null): Promise<Page<Entry>>
  /** The selected entries behind the id (null: from the first), as they are stored, ascending by id, at most `limit`. */
  storedBlock(selection: StoredSelection, after: string | null, limit: number): Promise<StoredBlock>
  /** The account's entries with a sequence above `after`, ascending, at most `limit`. */
  stream(account: string, after: number, limit: number): Promise<readonly Entry[]>
  /** Accounts with at least one entry, ascending, after the given one, at most `limit`. */
  accounts(after: string | null, limit: number): Promise<readonly string[]>
  /** Clears one part of an entry's pending set; clearing again, or what is not there, changes nothing. */
  clearPending(account: string, sequence: number, part: 'review' | 'delivery' | 'feed'): Promise<void>
  /** Entries with a pending review, the earliest due first, at most `limit` after the cursor. */
  pendingReviews(filter: PendingReviewFilter, limit: number, cursor: string | null): Promise<Page<Entry>>
  /** Entries whose credit waits for its delivery, first or once more, oldest first (by id). */
  pendingDeliveries(limit: number, cursor: string | null): Promise<Page<Entry>>
  /** Entries of one kind over all accounts, newest first (by id). */
  entriesOfKind(kind: EntryKind, limit: number, cursor: string | null): Promise<Page<Entry>>
}

/** Which waiting reviews are asked for; a filter left out lets all pass. */
export interface PendingReviewFilter {
  readonly level?: string
  /** Only those due before this instant (exclusive). */
  readonly dueBefore?: string
}

/** The part of the journal that finds entries of one account by what they name: each store writes it in one place. */
export type JournalLookups = Pick<
  JournalStore,
  | 'newestOfOrder'
  | 'newestOfPart'
  | 'entryByIdempotencyKey'
  | 'entriesWithActions'
  | 'entriesAbout'
  | 'entriesByReference'
  | 'disputeEntriesByKey'
  | 'disputesOfAccount'
>
