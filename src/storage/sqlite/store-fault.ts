import { isNativeError } from 'node:util/types'
import { Problem } from '../../problems/problem.ts'

/**
 * Tells what a failure of SQLite means to a caller: Problem `store_damaged` where the content
 * cannot be read, `store_unavailable` where the file cannot be used now. Anything else comes back as it is.
 */
export function storeFault(error: unknown, path: string): unknown {
  if (error instanceof Problem || !isNativeError(error)) return error
  switch (sqliteCode(error)) {
    case 'SQLITE_NOTADB':
      return damaged(`The file ${path} is not a store: it is damaged or belongs to another program.`, error)
    case 'SQLITE_CORRUPT':
    case 'SQLITE_FORMAT':
      return damaged(`The file ${path} is damaged. Restore it from a backup.`, error)
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
    case 'SQLITE_PROTOCOL':
      return unavailable(`Another process held the file ${path} locked for too long.`, error)
    case 'SQLITE_FULL':
      return unavailable(`The disk that holds ${path} is full.`, error)
    case 'SQLITE_READONLY':
    case 'SQLITE_PERM':
    case 'SQLITE_AUTH':
      return unavailable(`The file ${path} cannot be written: check its permissions and those of its folder.`, error)
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_IOERR':
    case 'SQLITE_NOMEM':
    case 'SQLITE_NOLFS':
      return unavailable(`The file ${path} cannot be read or written.`, error)
    default:
      return meansDamage(error.message)
        ? damaged(`The file ${path} does not hold what a store holds. Restore it from a backup.`, error)
        : error
  }
}

/** Whether a fault, as {@link storeFault} names it, is a lock that another connection holds. */
export function isLocked(fault: unknown): boolean {
  if (!(fault instanceof Problem)) return false
  return ['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_PROTOCOL'].includes(sqliteCode(fault.cause))
}

/** SQLITE_BUSY for SQLITE_BUSY and SQLITE_BUSY_SNAPSHOT alike; empty where the error is none of SQLite. */
export function sqliteCode(error: unknown): string {
  const { sqliteCodeName: name, message } = (error ?? {}) as Partial<Record<'sqliteCodeName' | 'message', unknown>>
  if (typeof name === 'string') return name
  return (typeof message === 'string' ? codesByMessage[message] : undefined) ?? ''
}

/** The driver gives what a query of all rows meets with SQLite's message alone. */
const codesByMessage: Readonly<Record<string, string>> = {
  'access permission denied': 'SQLITE_PERM',
  'attempt to write a readonly database': 'SQLITE_READONLY',
  'database disk image is malformed': 'SQLITE_CORRUPT',
  'database is locked': 'SQLITE_BUSY',
  'database or disk is full': 'SQLITE_FULL',
  'database table is locked': 'SQLITE_LOCKED',
  'disk I/O error': 'SQLITE_IOERR',
  'file is not a database': 'SQLITE_NOTADB',
  'locking protocol': 'SQLITE_PROTOCOL',
  'out of memory': 'SQLITE_NOMEM',
  'unable to open database file': 'SQLITE_CANTOPEN',
}

/** What SQLite calls a plain error although only a damaged file or a foreign hand brings it about. */
function meansDamage(message: string): boolean {
  return /malformed JSON|JSON cannot hold BLOB|no such (?:table|column|index)|malformed database schema/i.test(message)
}

function damaged(detail: string, cause: unknown): Problem {
  return new Problem('store_damaged', detail, { cause })
}

function unavailable(detail: string, cause: unknown): Problem {
  return new Problem('store_unavailable', detail, { cause })
}
