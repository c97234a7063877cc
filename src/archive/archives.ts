import type { AuditLog } from '../audit/audit-log.ts'
import type { AuditStore } from '../audit/audit-store.ts'
import type { FeedStore } from '../journal/feed-store.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import type { Clock } from '../time/clock.ts'
import type { SigningKey } from '../transparency/note-keys.ts'
import type { ArchiveFolder } from './archive-folder.ts'

/** What entries are moved with. */
export interface ArchiveDeps {
  readonly store: JournalStore & FeedStore & AuditStore
  readonly audit: Pick<AuditLog, 'record'>
  readonly clock: Clock
  /** The folder that the store reads through. */
  readonly folder: ArchiveFolder
}

/** Which entries are moved, and by whom. */
export interface ArchiveCommand {
  /** UTC ISO 8601: accounts whose newest entry is older. */
  readonly before: string
  readonly author: string
  /** Signs the checkpoint in each file; null: it has none. */
  readonly key: SigningKey | null
  /** At most so many entries in a file, and what is left of an account; 50,000 unless given. */
  readonly entriesInFile?: number
  /** Hears of each file that is done. */
  readonly onFile?: (moved: ArchiveTally) => void
}

/** What was moved, or brought back; JSON names. */
export interface ArchiveTally {
  readonly files: number
  readonly accounts: number
  readonly entries: number
  /** Of the files. */
  readonly bytes: number
}
