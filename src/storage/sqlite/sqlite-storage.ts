import type { Storage } from '../storage.ts'
import { createApiKeyStore } from './api-keys.ts'
import { createAuditStore } from './audit-log.ts'
import { createCaches } from './caches.ts'
import { compact } from './compact.ts'
import type { Connection } from './connection.ts'
import { createFeedStore } from './feed.ts'
import { createGroupCommit } from './group-commit.ts'
import { integrityFaults } from './integrity.ts'
import { createJournalStore } from './journal.ts'
import { createOrderBindingStore } from './order-bindings.ts'
import { createPolicyVersionStore } from './policy-versions.ts'
import { createTotalsStore } from './totals.ts'
import { createEntryWriter } from './write-entry.ts'

/** The whole port over one connection whose schema is up to date. */
export function createSqliteStorage(connection: Connection): Storage {
  let open = true
  const caches = createCaches(connection)
  const writer = createEntryWriter(connection)
  const commits = createGroupCommit(connection, {
    begun: () => {
      // What was written before, in a transaction that had to begin again.
      writer.forget()
      caches.checkInTransaction()
    },
    ending: writer.end,
    failed: caches.forget,
  })
  const file = { connection, commits, caches, writer }
  return {
    ...createJournalStore(file),
    ...createFeedStore(connection),
    ...createTotalsStore(connection),
    ...createPolicyVersionStore(file),
    ...createOrderBindingStore(file),
    ...createApiKeyStore(file),
    ...createAuditStore(file),
    // A transaction that writes, which has nothing to write.
    checkReady: () => commits.write(() => {}),
    checkIntegrity: async () => integrityFaults(connection),
    compact: () => compact(connection),
    close: async () => {
      if (!open) return
      open = false
      await commits.close()
      try {
        // So that the file alone is the whole store, ready to be copied.
        connection.emptyLog()
      } finally {
        connection.close()
      }
    },
  }
}
