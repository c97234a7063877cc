import { noArchive, type ReadArchived } from '../../journal/archive-place.ts'
import { repeat } from '../../time/repeat.ts'
import type { Storage } from '../storage.ts'
import { createApiKeyStore } from './api-keys.ts'
import { createAuditStore } from './audit-log.ts'
import { createCaches } from './caches.ts'
import { compact } from './compact.ts'
import type { Connection } from './connection.ts'
import { createDraftStore } from './drafts.ts'
import { createFeedStore } from './feed.ts'
import { createGroupCommit } from './group-commit.ts'
import { integrityFaults } from './integrity.ts'
import { createJournalStore } from './journal.ts'
import { migrations } from './migrate.ts'
import { withMovedTexts } from './moved-texts.ts'
import { createOrderBindingStore } from './order-bindings.ts'
import { placedConnection } from './placed-connection.ts'
import { createPolicyVersionStore } from './policy-versions.ts'
import { createReleaseSettingsStore } from './release-settings.ts'
import type { SharedFile } from './shared-file.ts'
import { selectMark, storePlace } from './store-place.ts'
import { createTotalsStore } from './totals.ts'
import { createEntryWriter } from './write-entry.ts'

/** So often a write is tried where the last one failed, so that the store is ready again without one. Milliseconds. */
const probeInterval = 1000
/** Writes a page, and changes nothing. */
const probe = 'PRAGMA user_version = 0'

/** What the store hears and asks of others. */
interface SqliteStorageDeps {
  /** Hears how many writes became durable together. */
  readonly onGroup?: (writes: number) => void
  /** Reads what is in an archive; unless given there is none. */
  readonly readArchived?: ReadArchived
}

/** The whole port over one connection whose schema is up to date. */
export function createSqliteStorage(
  opened: Connection,
  { onGroup = () => {}, readArchived = noArchive }: SqliteStorageDeps = {},
): Storage {
  let open = true
  let writes = 0
  const place = storePlace(opened.path, () => {
    const hash = opened.all(selectMark)[0]?.['hash']
    return typeof hash === 'string' ? hash : null
  })
  const connection = withMovedTexts(placedConnection(opened, place), readArchived)
  const caches = createCaches(connection)
  const writer = createEntryWriter(connection)
  const group = createGroupCommit(connection, {
    begun: () => {
      // What was written before, in a transaction that had to begin again.
      writer.forget()
      caches.checkInTransaction()
      writes = 0
    },
    ending: writer.end,
    failed: caches.forget,
  })
  const commits: SharedFile['commits'] = {
    write: (work, committed) =>
      group.write(
        () => {
          writes += 1
          return work()
        },
        (result) => {
          // The first of a group tells of all.
          if (writes > 0) onGroup(writes)
          writes = 0
          committed?.(result)
        },
      ),
  }
  const probing = repeat(
    probeInterval,
    async () => {
      if (connection.writeFault() !== null) await commits.write(() => connection.execute(probe))
    },
    // The fault that it meets is the connection's to tell.
    () => {},
  )
  const file = { connection, commits, caches, writer }
  return {
    ...createJournalStore(file),
    ...createFeedStore(connection),
    ...createTotalsStore(connection),
    ...createPolicyVersionStore(file),
    ...createDraftStore(file),
    ...createReleaseSettingsStore(file),
    ...createOrderBindingStore(file),
    ...createApiKeyStore(file),
    ...createAuditStore(file),
    about: { kind: 'sqlite', schema: migrations.at(-1)?.name ?? null },
    // Whoever may ask for it takes no lock by it.
    checkReady: async (freeBytes = 0) => {
      connection.one(selectMark)
      place.assertInPlace()
      await place.assertRoom(freeBytes)
      const fault = connection.writeFault()
      if (fault !== null) throw fault
    },
    checkIntegrity: async () => integrityFaults(connection),
    compact: () => compact(connection),
    close: async () => {
      if (!open) return
      open = false
      await probing.stop()
      await group.close()
      try {
        // So that the file alone is the whole store, ready to be copied.
        connection.emptyLog()
      } finally {
        connection.close()
      }
    },
  }
}
