import { Problem } from '../../problems/problem.ts'
import type { Connection } from './connection.ts'

/** The entry that a row holds by its own word: the key beside it may be what is damaged. */
const selectEntry = `SELECT CAST(json_extract(body, '$.account') AS BLOB) AS account,
    CAST(json_extract(body, '$.sequence') AS BLOB) AS sequence
  FROM entry NOT INDEXED WHERE rowid = ?`

/** What SQLite's own check of the whole file finds, each on one line; empty where it finds nothing. */
export function integrityFaults(connection: Connection): readonly string[] {
  const found = unlessDamaged(() => connection.all('PRAGMA integrity_check'))
  if (found instanceof Problem) return [found.detail]
  const faults = found.map((row) => String(row['integrity_check']))
  return faults.join() === 'ok' ? [] : faults.map((fault) => withEntry(connection, fault))
}

function withEntry(connection: Connection, fault: string): string {
  const [, row, index = ''] = /^row (\d+) missing from index (\w+)/u.exec(fault) ?? []
  if (row === undefined || ofOtherTables.test(index)) return fault
  const entries = unlessDamaged(() => connection.all(selectEntry, [row]))
  const entry = entries instanceof Problem ? undefined : entries[0]
  if (typeof entry?.['account'] !== 'string' || typeof entry['sequence'] !== 'string') return fault
  return `${fault}: entry ${entry['sequence']} of the account "${entry['account']}"`
}

const ofOtherTables = /^(?:sqlite_autoindex_)?(?:api_key|audit_entry|feed|migration|order_binding|policy_version)_/u

function unlessDamaged<Result>(read: () => Result): Result | Problem {
  try {
    return read()
  } catch (error) {
    if (error instanceof Problem && error.code === 'store_damaged') return error
    throw error
  }
}
