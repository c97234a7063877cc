import type { ApiKeyStore } from '../access/api-key-store.ts'
import type { AuditStore } from '../audit/audit-store.ts'
import type { DraftStore } from '../drafts/draft-store.ts'
import type { ReleaseSettingsStore } from '../drafts/release-settings-store.ts'
import type { FeedStore } from '../journal/feed-store.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import type { TotalsStore } from '../journal/totals-store.ts'
import type { OrderBindingStore } from '../orders/order-binding-store.ts'
import type { PolicyVersionStore } from '../policy/versions/policy-version-store.ts'

/** What keeps a store: never where it is. */
export interface StoreAbout {
  readonly kind: 'sqlite' | 'mongodb' | 'memory'
  /** The newest step of its form; null in memory. A store is opened in this form alone. */
  readonly schema: string | null
}

/**
 * The one port to a database: the stores that the domain asks for, composed. A database that
 * cannot be reached is a Problem `store_unavailable`; one whose content cannot be read is
 * `store_damaged`. What is given and what is returned is read only, as its types say, all the way down: a
 * store may keep the very value and give it to several callers. It changes none itself.
 */
export interface Storage
  extends JournalStore,
    FeedStore,
    TotalsStore,
    PolicyVersionStore,
    DraftStore,
    ReleaseSettingsStore,
    OrderBindingStore,
    ApiKeyStore,
    AuditStore {
  readonly about: StoreAbout
  /**
   * Resolves when the store answers a read and could take a write, as far as can be told without one: no lock is
   * taken. Where it knows of its disk that has to have so many bytes left.
   */
  checkReady(freeBytes?: number): Promise<void>
  /** What is wrong with the store beneath its content, in words; empty where nothing is. Reads all of it. */
  checkIntegrity(): Promise<readonly string[]>
  /**
   * Rewrites what holds the store, so that what was removed from it is not there any more. A Problem
   * `store_unavailable` where another process uses it all the while.
   */
  compact(): Promise<void>
  /** Waits for what is under way, then releases the store. Safe to call twice. */
  close(): Promise<void>
}
