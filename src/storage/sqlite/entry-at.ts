import type { Entry } from '../../journal/entry.ts'
import type { Connection } from './connection.ts'
import { entrySelection, readEntry } from './entry-row.ts'

const selectHead = `SELECT ${entrySelection} FROM entry WHERE account = ? ORDER BY sequence DESC LIMIT 1`
const selectAt = `SELECT ${entrySelection} FROM entry WHERE account = ? AND sequence = ?`

/** The account's newest entry, as it is stored. */
export function storedHead(connection: Connection, account: string): Entry | null {
  const row = connection.oneRow(selectHead, [account])
  return row === undefined ? null : readEntry(row)
}

/** The account's entry with that sequence. */
export function entryAt(connection: Connection, account: string, sequence: number): Entry | null {
  const row = connection.oneRow(selectAt, [account, sequence])
  return row === undefined ? null : readEntry(row)
}
