import type { AuditEntry } from '../audit/audit-entry.ts'
import type { Entry } from './entry.ts'

/** What an entry of an account's stream is found by. */
export interface EntryKey {
  readonly account: string
  readonly sequence: number
}

/** What an entry of the audit log is found by: its sequence there. */
export interface AuditKey {
  readonly audit: number
}

/** What the feed numbers. */
export type FeedKey = EntryKey | AuditKey

/** An entry with its place in the one order over all streams and the audit log. */
export type FeedItem = {
  /** From 1, without gaps. */
  readonly number: number
} & ({ readonly entry: Entry } | { readonly audit: AuditEntry })

/** What a number of the feed stands for, without what it says. */
export interface FeedHash {
  readonly number: number
  /** SHA-256 of what the entry says, hexadecimal. */
  readonly hash: string
  /** Whose stream it stands in; null: the audit log. */
  readonly account: string | null
  /** Its place in its own stream. */
  readonly sequence: number
}

/** The feed: one order over the entries of all streams and of the audit log, append-only. */
export interface FeedStore {
  /** Entries that are marked as not yet numbered, oldest first (by id), at most `limit`. */
  pendingFeed(limit: number): Promise<readonly FeedKey[]>
  /** Whether each entry is marked as not yet numbered, in the order asked; false for what is not there. */
  isPendingFeed(keys: readonly FeedKey[]): Promise<readonly boolean[]>
  /** The highest number given; 0 before the first. */
  feedTail(): Promise<number>
  /** The number of each entry, in the order asked; null for one that has none. */
  feedNumbers(keys: readonly FeedKey[]): Promise<readonly (number | null)[]>
  /**
   * Gives the entries the numbers behind `tail`, which the caller has read from {@link feedTail},
   * durably and in their order; stops at the first number that is taken. Resolves to how many of them
   * have these numbers now. The caller makes sure, after it read the tail, that none has a number.
   */
  appendFeedBatch(tail: number, keys: readonly FeedKey[]): Promise<number>
  /** Marks the entries as numbered; again, or what is not there, changes nothing. */
  clearPendingFeed(keys: readonly FeedKey[]): Promise<void>
  /** Numbers above `after` with their entries, ascending, at most `limit`. */
  feedItems(after: number, limit: number): Promise<readonly FeedItem[]>
  /** The same, but of each entry its hash alone, which costs little. */
  feedHashes(after: number, limit: number): Promise<readonly FeedHash[]>
}
