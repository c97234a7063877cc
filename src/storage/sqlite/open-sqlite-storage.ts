import type { ReadArchived } from '../../journal/archive-place.ts'
import type { Storage } from '../storage.ts'
import { openConnection } from './connection.ts'
import { assertFits, makeFile } from './file-at.ts'
import { migrate } from './migrate.ts'
import { createSqliteStorage } from './sqlite-storage.ts'
import { whileLocked } from './while-locked.ts'

interface OpenOptions {
  readonly mayMake?: boolean
  /** Hears how many writes became durable together. */
  readonly onGroup?: (writes: number) => void
  readonly readArchived?: ReadArchived
}

/**
 * Opens the SQLite file at the absolute path, brought up to date where needed. It is made where it is missing, readable
 * by its owner alone; where it may not be made that is a Problem `store_unavailable`.
 */
export async function openSqliteStorage(path: string, options: OpenOptions = {}): Promise<Storage> {
  const { mayMake = true } = options
  await assertFits(path, mayMake)
  await makeFile(path)
  const connection = await whileLocked(() => openConnection(path))
  try {
    await whileLocked(() => migrate(connection))
    return createSqliteStorage(connection, options)
  } catch (error) {
    connection.close()
    throw error
  }
}
