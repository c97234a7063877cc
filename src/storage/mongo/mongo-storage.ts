import type { ReadArchived } from '../../journal/archive-place.ts'
import type { Storage } from '../storage.ts'
import { createApiKeyStore } from './api-keys.ts'
import { createAuditStore } from './audit-log.ts'
import { type Connection, openConnection } from './connection.ts'
import { createDraftStore } from './drafts.ts'
import { createFeedStore } from './feed.ts'
import { createGroupedInserts } from './grouped-insert.ts'
import { idIndex } from './indexes.ts'
import { integrityFaults } from './integrity.ts'
import { createJournalStore } from './journal.ts'
import { keepKeys } from './kept-keys.ts'
import { layout, prepareMongo } from './migrate.ts'
import { createOrderBindingStore } from './order-bindings.ts'
import { createPolicyVersionStore } from './policy-versions.ts'
import { refuseStandalone } from './refuse-standalone.ts'
import { createReleaseSettingsStore } from './release-settings.ts'
import { rememberPlace } from './remember-place.ts'
import { serverRole } from './server-role.ts'
import { createSharedReads } from './shared-reads.ts'
import { createTotalsStore } from './totals.ts'

interface OpenOptions {
  readonly mayMake: boolean
  /** Whether the server may be no member of a replica set. */
  readonly mayBeStandalone: boolean
  /** Hears how many entries were written together. */
  readonly onGroup: (entries: number) => void
  /** How long one call may wait for the server. Milliseconds. */
  readonly deadlineMs: number
  /** Reads what is in an archive. */
  readonly readArchived: ReadArchived
}

/**
 * Opens the database of a MongoDB URL; one that lacks an index is refused, and a server that may not be alone. An empty one is prepared, or a Problem
 * `store_unavailable` where nothing may be made.
 */
export async function openMongoStorage(
  url: string,
  { mayMake, mayBeStandalone, onGroup, deadlineMs, readArchived }: OpenOptions,
): Promise<Storage> {
  const patient = (): Promise<Connection> => openConnection(url, 'for maintenance')
  const preparing = await patient()
  try {
    if (!mayBeStandalone) await refuseStandalone(preparing)
    await prepareMongo(preparing, mayMake)
  } finally {
    await preparing.close()
  }
  const connection = await openConnection(url, deadlineMs, readArchived)
  try {
    return createMongoStorage(connection, {
      isSharded: (await serverRole(connection)) === 'router',
      onGroup,
      patient,
      assertInPlace: await rememberPlace(connection),
    })
  } catch (error) {
    await connection.close()
    throw error
  }
}

interface StorageDeps extends Pick<OpenOptions, 'onGroup'> {
  readonly isSharded: boolean
  /** Opens a connection for work that takes long. */
  readonly patient: () => Promise<Connection>
  readonly assertInPlace: () => Promise<void>
}

/** The whole port over one connection whose database is prepared. */
function createMongoStorage(
  connection: Connection,
  { isSharded, onGroup, patient, assertInPlace }: StorageDeps,
): Storage {
  const ask = createSharedReads(connection, idIndex)
  const send = createGroupedInserts({ connection, isSharded, onGroup })
  const bindings = createOrderBindingStore(connection, ask, send)
  return {
    ...createJournalStore(connection, { ask, send, bindings }),
    ...createFeedStore(connection),
    ...createTotalsStore(connection),
    ...createPolicyVersionStore(connection, ask),
    ...createDraftStore(connection),
    ...createReleaseSettingsStore(connection),
    ...bindings,
    ...keepKeys(createApiKeyStore(connection)),
    ...createAuditStore(connection, ask),
    about: { kind: 'mongodb', schema: `layout ${layout}` },
    // Reads go to the primary alone: one that answers could take a write.
    checkReady: assertInPlace,
    checkIntegrity: async () => integrityFaults(connection),
    compact: async () => {
      connection.assertOpen()
      const other = await patient()
      try {
        // What was replaced is in this collection alone.
        await other.inOrder(async (session) => other.run({ compact: 'entry' }, session))
      } finally {
        await other.close()
      }
    },
    close: async () => connection.close(),
  }
}
