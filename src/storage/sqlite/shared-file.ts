import type { Caches } from './caches.ts'
import type { Connection } from './connection.ts'
import type { GroupCommit } from './group-commit.ts'
import type { EntryWriter } from './write-entry.ts'

/** A store's file as the parts of one process share it. */
export interface SharedFile {
  /** For reads, and for writes within a work of the commits. */
  readonly connection: Connection
  readonly commits: Pick<GroupCommit, 'write'>
  readonly caches: Caches
  /** Writes entries within a work of the commits. */
  readonly entries: EntryWriter
}
