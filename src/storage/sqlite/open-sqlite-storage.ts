import type { Storage } from '../storage.ts'
import { openConnection } from './connection.ts'
import { migrate } from './migrate.ts'
import { createSqliteStorage } from './sqlite-storage.ts'

/** Opens the SQLite file at the absolute path, made and brought up to date where needed. */
export async function openSqliteStorage(path: string): Promise<Storage> {
  const connection = await openConnection(path)
  try {
    await migrate(connection)
    return createSqliteStorage(connection)
  } catch (error) {
    connection.close()
    throw error
  }
}
