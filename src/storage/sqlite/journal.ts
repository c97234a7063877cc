import { storableId } from '../../ids/storable-id.ts'
import type { SealedEntry } from '../../journal/append-entry.ts'
import type { Entry } from '../../journal/entry.ts'
import type { JournalStore } from '../../journal/journal-store.ts'
import { bodyOf, confidentialTextOf } from '../../journal/seal.ts'
import { assertStorable } from '../../journal/storable-entry.ts'
import { Problem } from '../../problems/problem.ts'
import { asBytes } from './as-bytes.ts'
import { automaticCreditsSince } from './automatic-credits.ts'
import type { Connection, Parameter } from './connection.ts'
import { decisionPage } from './decisions.ts'
import { entrySelection, readEntry, readExactly } from './entry-row.ts'
import { createHistory } from './history.ts'
import { idBytes } from './id-bytes.ts'
import { createLookups } from './lookups.ts'
import { createQueues } from './queues.ts'
import { readText } from './read-text.ts'
import { createEntryWriter } from './write-entry.ts'

const selectHead = `SELECT ${entrySelection} FROM entry WHERE account = ? ORDER BY sequence DESC LIMIT 1`
const selectByKey = `SELECT ${entrySelection} FROM entry WHERE account = ? AND sequence = ?`
const selectById = `SELECT ${entrySelection} FROM entry WHERE id = ?`
const selectStream = `SELECT ${entrySelection} FROM entry WHERE account = ? AND sequence > ? ORDER BY sequence LIMIT ?`
// From account to account by seeks, however many entries each has.
const selectAccounts = `WITH RECURSIVE found (account) AS (
    SELECT min(account) FROM entry WHERE account > ?
    UNION ALL
    SELECT (SELECT min(account) FROM entry WHERE account > found.account) FROM found WHERE account IS NOT NULL)
  SELECT ${asBytes('account')} FROM found WHERE account IS NOT NULL LIMIT ?`

/** The journal in a SQLite file. */
export function createJournalStore(connection: Connection): JournalStore {
  const one = (sql: string, parameters: readonly Parameter[]): Entry | null => {
    const row = connection.rows(sql, parameters)[0]
    return row === undefined ? null : readEntry(row)
  }
  const writer = createEntryWriter(connection)

  function write(sealed: SealedEntry): boolean {
    connection.execute('BEGIN IMMEDIATE')
    try {
      const isWritten = writer.write(sealed)
      writer.end()
      connection.execute('COMMIT')
      return isWritten
    } catch (error) {
      writer.forget()
      rollBack(connection)
      throw error
    }
  }

  return {
    head: async (account) => one(selectHead, [storableId(account)]),
    append: async (entry, body = bodyOf(entry)) => {
      const { account, sequence } = entry
      assertStorable(entry)
      if (write({ entry, body, confidentialText: confidentialTextOf(entry.confidential) })) return { appended: true }
      const existing = one(selectByKey, [account, sequence])
      if (existing !== null) return { appended: false, existing }
      throw new Problem('internal_error', `Another stream has an entry with the id ${entry.id}.`)
    },
    entryAt: async (account, sequence) => one(selectByKey, [storableId(account), sequence]),
    entryById: async (id) => one(selectById, [idBytes(storableId(id))]),
    automaticCreditsSince: async (currency, since) => automaticCreditsSince(connection, currency, since),
    decisions: async (filter, limit, cursor) => decisionPage(connection, { filter, limit, cursor }),
    stream: async (account, after, limit) =>
      connection.rows(selectStream, [storableId(account), after, limit]).map(readExactly),
    accounts: async (after, limit) =>
      connection
        .all(selectAccounts, [after ?? '', limit])
        .map((row) => readText(row.account, 'the name of an account')),
    ...createLookups(connection),
    ...createHistory(connection),
    ...createQueues(connection),
  }
}

function rollBack(connection: Connection): void {
  try {
    connection.execute('ROLLBACK')
  } catch (error) {
    // After a full disk or an I/O error SQLite has rolled back by itself; the first error is the one to report.
    if (!(error instanceof Error)) throw error
  }
}
