import { link, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DatabaseSync } from '@photostructure/sqlite'
import { assertFits, makeFile } from './file-at.ts'
import { storeFault } from './store-fault.ts'

/** So long a snapshot waits for who holds the store locked. Milliseconds. */
const patience = 'PRAGMA busy_timeout = 10000'

/**
 * Writes all that the store holds at one moment into a new file, for its owner alone, and durably; it may be written to
 * meanwhile, and is only read. The file must not be there, or be empty.
 */
export async function snapshotSqlite(from: string, to: string): Promise<void> {
  await assertFits(from, false)
  await makeFile(to)
  const database = new DatabaseSync(`${pathToFileURL(from).href}?mode=ro`)
  try {
    database.exec(patience)
    database.prepare('VACUUM INTO ?').run(to)
  } catch (error) {
    await rm(to, { force: true })
    throw storeFault(error, from)
  } finally {
    database.close()
  }
  await sync(to)
}

/**
 * Gives a file that nobody has open its name, durably, and takes away what SQLite left beside it. Rejects with EEXIST where
 * the name is taken; nothing is ever replaced.
 */
export async function giveName(file: string, name: string): Promise<void> {
  await link(file, name)
  for (const ending of ['', '-wal', '-shm']) await rm(file + ending, { force: true })
  await sync(dirname(name))
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
