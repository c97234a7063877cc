import { resolve } from 'node:path'
import { noArchive, type ReadArchived } from '../../journal/archive-place.ts'
import { Problem } from '../../problems/problem.ts'
import { createMemoryStorage } from '../memory/memory-storage.ts'
import type { Storage } from '../storage.ts'

export { whileLocked } from '../sqlite/while-locked.ts'

/** How a store is opened. */
export interface OpenOptions {
  /** Whether one is made where there is none; by itself it is. */
  readonly mayMakeStore?: boolean
  /** Hears how many writes became durable together. */
  readonly onGroup?: (writes: number) => void
  /** How long one call may wait for a server; 5 s unless given. Milliseconds. */
  readonly deadlineMs?: number
  /** Reads entries whose texts are in an archive; unless given there is none to read. */
  readonly readArchived?: ReadArchived
  /** Whether a MongoDB server may be no member of a replica set; by itself it may. */
  readonly mayBeStandalone?: boolean
}

/**
 * Opens the store that the URL names: `sqlite:PATH` (relative to the working directory; the file and
 * its folder are made where they are missing), `mongodb://...` or `mongodb+srv://...` (an empty
 * database is prepared, one that lacks an index is refused), or `memory:` (lost at the end of the
 * process). Any other URL is a Problem `invalid_configuration`. Where nothing may be made, a store that is not there is
 * a Problem `store_unavailable`. Drivers are loaded where they are used only: MongoDB's takes as long as a quarter of
 * all the rest of a start, and threads and commands that store nothing need none.
 */
export async function openStorage(url: string, options: OpenOptions = {}): Promise<Storage> {
  const { mayMakeStore: mayMake = true, onGroup = () => {}, deadlineMs = 5000, mayBeStandalone = true } = options
  const { readArchived = noArchive } = options
  if (url === 'memory:') return openMemory(mayMake)
  if (isMongo(url))
    return (await import('../mongo/mongo-storage.ts')).openMongoStorage(url, {
      mayMake,
      mayBeStandalone,
      onGroup,
      deadlineMs,
      readArchived,
    })
  const path = sqlitePath(url)
  if (path !== undefined) {
    const { openSqliteStorage } = await import('../sqlite/open-sqlite-storage.ts')
    return openSqliteStorage(path, { mayMake, onGroup, readArchived })
  }
  throw new Problem(
    'invalid_configuration',
    `The store must be given as sqlite:PATH (for example sqlite:data/refunds.db), mongodb://HOST/DATABASE or memory:, not as "${url}".`,
  )
}

function openMemory(mayMake: boolean): Storage {
  if (mayMake) return createMemoryStorage()
  throw new Problem('store_unavailable', 'There is no store in memory: it is that of the process that made it.')
}

/**
 * Makes what the store's database lacks for this release and names each index that was made. A file
 * of SQLite is brought up to date by opening it, so nothing is left to name there.
 */
export async function migrateStorage(
  url: string,
  { mayBeStandalone = true }: Pick<OpenOptions, 'mayBeStandalone'> = {},
): Promise<readonly string[]> {
  if (isMongo(url)) return (await import('../mongo/migrate.ts')).migrateMongo(url, mayBeStandalone)
  const storage = await openStorage(url)
  await storage.close()
  return []
}

function isMongo(url: string): boolean {
  return /^mongodb(?:\+srv)?:\/\//.test(url)
}

/** The absolute path of a `sqlite:` URL; undefined for any other. */
export function sqlitePath(url: string): string | undefined {
  const path = /^sqlite:(?<path>.+)$/s.exec(url)?.groups?.path
  if (path === undefined || path.includes('\0') || path.startsWith(':') || /^\/\/(?!\/)/.test(path)) return undefined
  return resolve(path)
}
