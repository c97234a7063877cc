import type { AtHand } from '../time/at-hand.ts'
import type { SealedEntry } from './append-entry.ts'
import type { ArchivedEntry } from './archive-place.ts'
import type { Entry, OrderKey, OrderPart } from './entry.ts'
import type { EntryKind } from './entry-kinds.ts'
import type { CountedHistory, HistoryCount, HistorySelection } from './history-selection.ts'

/** What is written with an entry, and what must still be so. */
export interface AppendOptions {
  /** The order to bind to the entry's account, in the entry's own transaction where the store has such; null: none. */
  readonly binds?: OrderKey | null
  /** What {@link JournalStore.epoch} said before the author's first read. Left out: the author kept nothing in mind. */
  readonly epoch?: number | undefined
  /** How far a day's automatic credits may have gone; null: however far. */
  readonly dayRoom?: DayRoom | null
}

/** What the automatic credits of a day may be at most before this entry, for it to stay below a limit. */
export interface DayRoom {
  readonly currency: string
  /** The instant that the day began. UTC ISO 8601. */
  readonly since: string
  /** Exact decimal text. */
  readonly most: string
}

/** Whether an entry was written, and why not. Where it was not, nothing else of it was either. */
export type AppendResult =
  | { readonly appended: true }
  /** Another call of `append` has written the entry's place in its stream; what this one sent twice finds itself, and is appended. */
  | { readonly appended: false; readonly isTaken: true }
  /** The order to bind belongs to this other account. */
  | { readonly appended: false; readonly boundTo: string }
  /** What was read since the epoch may have changed, or the day has no room any more: read and decide again. */
  | { readonly appended: false; readonly stale: true }

/** Whose stream is written to, about which order, and under which key. */
export interface LookQuestion {
  readonly account: string
  readonly order: OrderPart | null
  readonly idempotencyKey: string | null
  /** Instants that windows of the account's history begin after. UTC ISO 8601; left out: none. */
  readonly windows?: readonly string[]
}

/** What a writer needs to know of a stream; nulls where there is none, or where it was not asked for. */
export interface StreamLook {
  /** The account's newest entry. */
  readonly head: Entry | null
  /** The newest entry about the order, whichever part. */
  readonly previous: Entry | null
  /** The newest entry about exactly this part of it (null: the whole). */
  readonly previousOfPart: Entry | null
  /** The entry that the account stored under the key. */
  readonly byKey: Entry | null
  /** The account that the order is bound to. */
  readonly owner: string | null
  /**
   * Of the account's entries with `decided_at` <= the instant the one that was decided last, by each instant that
   * was asked for. Left out by a store that tells as fast when {@link JournalStore.newestDecidedUpTo} asks.
   */
  readonly windows?: ReadonlyMap<string, Entry | null>
}

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

/** Entries that are read as they are stored. `at` is UTC ISO 8601: `from` inclusive, `to` exclusive. */
export interface StoredSelection {
  readonly kinds: readonly EntryKind[]
  readonly from?: string
  readonly to?: string
}

/** Entries as they are stored, for whoever reads very many of them in other threads; nothing of them was looked at. */
export interface StoredBlock {
  /** What each text is: the text itself, in UTF-8, or as SQLite packs it. */
  readonly packing: 'text' | 'packed'
  /** Body and confidential text of each entry, one behind the other; in a buffer of their own that may be handed over. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** How long each of these texts is; 0 for what was erased. */
  readonly lengths: Uint32Array<ArrayBuffer>
  /** Where to go on, as the store says it, where there may be more; null where there are none. */
  readonly next: string | null
}

/** The append-only streams of all accounts. Every read sees every append that was answered before it began. */
export interface JournalStore {
  /** The account's newest entry; null before its first. */
  head(account: string): Promise<Entry | null>
  /**
   * Writes the entry whole and durably, with the binding of its order, or nothing at all. (account, sequence)
   * must not exist: otherwise the entry that stands there is returned. Of concurrent appends of one key
   * exactly one is appended. Answered once it is durable, never earlier. Automatic credits that are written
   * at the same time count towards `dayRoom`, except in MongoDB, which does not look at it.
   */
  append(sealed: SealedEntry, options?: AppendOptions): Promise<AppendResult>
  /**
   * A number that is another one after a policy version, an entry of the audit log or a change of an API key
   * was written, by whichever process. Whatever is read after it was asked for is at least as new as the question.
   * A store that keeps nothing in memory always says the same.
   */
  epoch(): AtHand<number>
  /** All of it at once, each part as of the head or later: an entry that the head follows is never missed. */
  look(question: LookQuestion): AtHand<StreamLook>
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
  /** The selected entries behind `next` of the block before (null: from the first), as they are stored, ascending by id, at most `limit`. */
  storedBlock(selection: StoredSelection, after: string | null, limit: number): Promise<StoredBlock>
  /** The account's entries with a sequence above `after`, ascending, at most `limit`. */
  stream(account: string, after: number, limit: number): Promise<readonly Entry[]>
  /** Accounts with at least one entry, ascending, after the given one, at most `limit`. */
  accounts(after: string | null, limit: number): Promise<readonly string[]>
  /** Clears one part of an entry's pending set; clearing again, or what is not there, changes nothing. */
  clearPending(account: string, sequence: number, part: PendingPart): Promise<void>
  /**
   * Puts the values beside each entry in the place of those that are stored, durably, where the stored entry has the
   * same hash; nothing else of it changes. All are of one account. Done in part, or again, it can be done again.
   */
  replaceConfidential(account: string, entries: readonly SealedEntry[]): Promise<void>
  /**
   * Puts the place in an archive in the place of the texts of each entry, durably, where the stored texts are the ones
   * that were archived; any other entry stays as it is. From then on the texts are read from the archive; nothing else
   * of the entry changes, and it is found as before. All are of one account. Done in part, or again, it can be done again. A
   * store in memory keeps the texts.
   */
  moveTexts(account: string, entries: readonly ArchivedEntry[]): Promise<void>
  /** Puts texts that were moved back into the store, durably, as they are read; what has its own stays as it is. Problem archive_unavailable. */
  bringTextsBack(account: string, sequences: readonly number[]): Promise<void>
  /** The account's entries with a sequence above `after` whose texts were moved: sequences, ascending, at most `limit`. */
  movedTexts(account: string, after: number, limit: number): Promise<readonly number[]>
  /** Entries with a pending review, the earliest due first, at most `limit` after the cursor. */
  pendingReviews(filter: PendingReviewFilter, limit: number, cursor: string | null): Promise<Page<Entry>>
  /** How many of {@link pendingReviews} there are at each level, and how many of them due before the instant (exclusive); in no order, read from an index alone. */
  countPendingReviews(dueBefore: string): Promise<readonly PendingReviewCount[]>
  /** Entries whose credit waits for its delivery, first or once more, oldest first (by id). */
  pendingDeliveries(limit: number, cursor: string | null): Promise<Page<Entry>>
  /**
   * The newest entries about disputes that have to be answered, the earliest deadline first, then by id, at most `limit`
   * after the cursor; with an instant only those to be answered before it (exclusive).
   */
  pendingResponses(before: string | null, limit: number, cursor: string | null): Promise<Page<Entry>>
  /** Entries of one kind over all accounts, newest first (by id). */
  entriesOfKind(kind: EntryKind, limit: number, cursor: string | null): Promise<Page<Entry>>
}

/** What can be pending of an entry. */
export type PendingPart = 'review' | 'delivery' | 'response'

/** How many entries with a pending review a level has. */
export interface PendingReviewCount {
  readonly level: string
  readonly waiting: number
  readonly overdue: number
}

/** Which waiting reviews are asked for; a filter left out lets all pass. */
export interface PendingReviewFilter {
  readonly level?: string
  /** Only those due before this instant (exclusive). */
  readonly dueBefore?: string
}
