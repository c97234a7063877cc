import { constants, statSync } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import { Problem } from '../../problems/problem.ts'
import { sqliteCode } from './store-fault.ts'

/** The file under a path, as it was when it was opened, and the log beside it. */
export interface StorePlace {
  /** Problem `store_unavailable` where the path names another file now, or none: what is written would be lost. Some microseconds. */
  assertInPlace(): void
  /** Within a transaction: the log that it is written to is the one that has to stay. */
  noteLog(): void
  /** Problem `store_unavailable` where the disk has less room than so many bytes, or the file may not be written. */
  assertRoom(freeBytes: number): Promise<void>
}

interface Identity {
  readonly device: bigint
  readonly file: bigint
  readonly changedAt: bigint
}

/**
 * Takes the file that is there now for the store's own. `mark` reads what tells this store from every other, null
 * while there is nothing yet; it is compared with the file whenever that was written to, as a checkpoint or a foreign hand do.
 */
export function storePlace(path: string, mark: () => string | null): StorePlace {
  let own = identityOf(path)
  let log: Identity | null = null
  let isMarked = false

  const assertInPlace = (): void => {
    const [file, itsLog] = [identityOf(path), log === null ? null : identityOf(`${path}-wal`)]
    if (!isSame(file, own)) throw misplaced(path, file === null ? 'was deleted' : 'was replaced by another file')
    if (log !== null && !isSame(itsLog, log)) throw misplaced(`${path}-wal`, 'was deleted or replaced')
    if (file?.changedAt === own?.changedAt) return
    assertOwnContent()
    own = file
  }

  /** What another program is writing to right now may not be readable: only what can be read tells. */
  const assertOwnContent = (): void => {
    const expected = mark()
    const found = markInFile(path)
    if (found === 'unreadable' || expected === null) return
    if (found === 'no database' || (found.mark === null ? isMarked : found.mark !== expected)) {
      throw misplaced(path, 'was overwritten')
    }
    isMarked ||= found.mark !== null
  }

  return {
    assertInPlace,
    noteLog: () => {
      log ??= identityOf(`${path}-wal`)
      if (log === null) throw misplaced(`${path}-wal`, 'was deleted')
    },
    assertRoom: async (freeBytes) => {
      const folder = dirname(path)
      for (const needed of [folder, path]) {
        await access(needed, constants.W_OK).catch((cause: unknown) => {
          throw new Problem('store_unavailable', `${needed} cannot be written.`, { cause })
        })
      }
      const { bavail, bsize } = await statfs(folder, { bigint: true })
      const free = bavail * bsize
      if (free >= BigInt(freeBytes)) return
      const detail = `The disk that holds ${path} has only ${free} bytes left: less than minimum_free_bytes, ${freeBytes}.`
      throw new Problem('store_unavailable', detail, { cause: new Error('too little room') })
    },
  }
}

function identityOf(path: string): Identity | null {
  try {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false })
    return found === undefined ? null : { device: found.dev, file: found.ino, changedAt: found.mtimeNs }
  } catch {
    return null
  }
}

function isSame(one: Identity | null, other: Identity | null): boolean {
  return one !== null && other !== null && one.file === other.file && one.device === other.device
}

function misplaced(path: string, what: string): Problem {
  const detail = `The file ${path} ${what} while the service ran: nothing is stored any more. Put it back, or start again.`
  return new Problem('store_unavailable', detail, { cause: new Error(`${path} ${what}`) })
}

/** The first entry of the audit log tells one store from another. */
export const selectMark = 'SELECT hash FROM audit_entry WHERE sequence = 1'

/** Looks at the file alone, without its log; null where it has no mark yet. */
function markInFile(path: string): { readonly mark: string | null } | 'unreadable' | 'no database' {
  let database: DatabaseSyncInstance | null = null
  try {
    database = new DatabaseSync(`${pathToFileURL(path).href}?immutable=1`)
    const [row] = database.prepare(selectMark).all() as readonly { readonly hash: unknown }[]
    return { mark: row === undefined ? null : String(row.hash) }
  } catch (error) {
    if (sqliteCode(error) === 'SQLITE_NOTADB') return 'no database'
    return (error as Error).message.includes('no such table') ? { mark: null } : 'unreadable'
  } finally {
    database?.close()
  }
}
