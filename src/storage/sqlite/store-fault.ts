import { Problem } from '../../problems/problem.ts'

/**
 * Tells what a failure of SQLite means to a caller: Problem `store_damaged` where the content
 * cannot be read, `store_unavailable` where the file cannot be used now. Anything else comes back as it is.
 */
export function storeFault(error: unknown, path: string): unknown {
  if (error instanceof Problem || !(error instanceof Error)) return error
  switch (codeFamily(error)) {
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
  if (!(fault instanceof Problem) || !(fault.cause instanceof Error)) return false
  return ['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_PROTOCOL'].includes(codeFamily(fault.cause))
}

/** SQLITE_BUSY for SQLITE_BUSY and SQLITE_BUSY_SNAPSHOT alike. */
function codeFamily(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return code.split('_').slice(0, 2).join('_')
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
