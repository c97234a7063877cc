import { type FileHandle, mkdir, open, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import { Problem } from '../../problems/problem.ts'
import { storeFault } from './store-fault.ts'

/** What lies at a path: no file or one without any table (`nothing`), or tables, a store's or another program's. */
type Found = 'nothing' | 'store' | { readonly foreignTable: string }

/**
 * Looks at the path before anything is opened for writing, and changes nothing there: another program's database is
 * a Problem `invalid_configuration`, no database at all `store_damaged`. Where there is no store, one may be
 * made only if the caller says so; otherwise that is a Problem `store_unavailable`.
 */
export async function assertFits(path: string, mayMake: boolean): Promise<void> {
  const found = await findAt(path)
  if (found === 'store') return
  if (found !== 'nothing') {
    throw new Problem(
      'invalid_configuration',
      `The database ${path} belongs to another program: it has the table "${found.foreignTable}". Give another file.`,
    )
  }
  if (!mayMake)
    throw new Problem('store_unavailable', `There is no store at ${path}. Check the path (STORE_URL, --store).`)
}

/** Makes the file, for its owner alone, where it is missing, and the folders above it; SQLite gives the files beside it the same mode. */
export async function makeFile(path: string): Promise<void> {
  let file: FileHandle | null = null
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    // Never one that is there: to close a file of SQLite's would let go of all locks that this process has on it.
    file = await open(path, 'wx', 0o600)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return
    throw cannotOpen(path, cause)
  } finally {
    await file?.close()
  }
}

async function findAt(path: string): Promise<Found> {
  if ((await sizeOf(path)) === 0) return 'nothing'
  // The file alone first: to read the log beside it makes files where there are none.
  const tables = unlessUnreadable(() => tablesOf(path, 'immutable=1'))
  return foundIn(tables) ?? foundIn(tablesOf(path, 'mode=ro')) ?? 'nothing'
}

function foundIn(tables: readonly string[]): Found | null {
  const [first] = tables
  if (first === undefined) return null
  return tables.includes('migration') ? 'store' : { foreignTable: first }
}

/** Who reads a file alone while others write to it may meet half of a write. */
function unlessUnreadable(read: () => readonly string[]): readonly string[] {
  try {
    return read()
  } catch {
    return []
  }
}

/** 0 where there is no file. */
async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path)
    if (!found.isDirectory()) return found.size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0
    throw cannotOpen(path, error)
  }
  throw cannotOpen(path, new Error('it is a folder'))
}

function cannotOpen(path: string, cause: unknown): Problem {
  return new Problem('store_unavailable', `The file ${path} cannot be opened or made.`, { cause })
}

/** What the URI says, in SQLite's own words, holds for the opening. */
function tablesOf(path: string, how: string): readonly string[] {
  let database: DatabaseSyncInstance | null = null
  try {
    database = new DatabaseSync(`${pathToFileURL(path).href}?${how}`)
    const rows = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all()
    return (rows as readonly { readonly name: unknown }[]).map(({ name }) => String(name))
  } catch (error) {
    const fault = storeFault(error, path)
    if (fault instanceof Problem) throw fault
    throw cannotOpen(path, error)
  } finally {
    database?.close()
  }
}
