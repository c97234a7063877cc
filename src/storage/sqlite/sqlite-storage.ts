import type { Storage } from '../storage.ts'
import { createApiKeyStore } from './api-keys.ts'
import { createAuditStore } from './audit-log.ts'
import type { Connection } from './connection.ts'
import { createFeedStore } from './feed.ts'
import { integrityFaults } from './integrity.ts'
import { createJournalStore } from './journal.ts'
import { createOrderBindingStore } from './order-bindings.ts'
import { createPolicyVersionStore } from './policy-versions.ts'

/** The whole port over one connection whose schema is up to date. */
export function createSqliteStorage(connection: Connection): Storage {
  let open = true
  return {
    ...createJournalStore(connection),
    ...createFeedStore(connection),
    ...createPolicyVersionStore(connection),
    ...createOrderBindingStore(connection),
    ...createApiKeyStore(connection),
    ...createAuditStore(connection),
    checkReady: async () => {
      connection.execute('BEGIN IMMEDIATE')
      connection.execute('ROLLBACK')
    },
    checkIntegrity: async () => integrityFaults(connection),
    close: async () => {
      if (!open) return
      open = false
      try {
        // So that the file alone is the whole store, ready to be copied.
        connection.emptyLog()
      } finally {
        connection.close()
      }
    },
  }
}
