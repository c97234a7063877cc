import { Problem } from '../../problems/problem.ts'
import { giveName, snapshotSqlite } from '../sqlite/snapshot.ts'
import { sqlitePath } from './open-storage.ts'

/** A snapshot that is written but does not have its name yet. */
export interface Snapshot {
  /** The store that it is, to be verified; nobody else knows of it. */
  readonly url: string
  readonly file: string
  /** Gives it its name once nobody has it open; rejects with EEXIST where the name is taken by now. */
  keep(): Promise<void>
}

/**
 * Writes what the one SQLite store holds into a new file beside the path of the other; either may be in use. Stores of
 * other kinds are a Problem `invalid_configuration`.
 */
export async function snapshotStore(from: string, to: string): Promise<Snapshot> {
  const [source, target] = [sqlitePath(from), sqlitePath(to)]
  if (source === undefined || target === undefined) {
    const detail =
      'backup and restore are for SQLite stores. For MongoDB see .github/backup.md: mongodump, mongorestore, or copy.'
    throw new Problem('invalid_configuration', detail)
  }
  const file = `${target}.partial-${process.pid}`
  await snapshotSqlite(source, file)
  return { url: `sqlite:${file}`, file, keep: () => giveName(file, target) }
}
