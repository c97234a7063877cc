import { storableId } from '../../ids/storable-id.ts'
import type { Entry } from '../../journal/entry.ts'
import type { JournalStore } from '../../journal/journal-store.ts'
import { bodyOf } from '../../journal/seal.ts'
import { assertStorable } from '../../journal/storable-entry.ts'
import { sumDecimals } from '../../money/sum-decimals.ts'
import { Problem } from '../../problems/problem.ts'
import { damagedPlace } from '../stored-json.ts'
import { asBytes } from './as-bytes.ts'
import type { Connection, Parameter } from './connection.ts'
import { decisionPage } from './decisions.ts'
import { entryParameters, entrySelection, insertEntry, readEntry } from './entry-row.ts'
import { createHistory } from './history.ts'
import { createLookups } from './lookups.ts'
import { createQueues } from './queues.ts'
import { readText } from './read-text.ts'
import { createStoredBlocks } from './stored-blocks.ts'

const selectHead = `SELECT ${entrySelection} FROM entry WHERE account = ? ORDER BY sequence DESC LIMIT 1`
const selectByKey = `SELECT ${entrySelection} FROM entry WHERE account = ? AND sequence = ?`
const selectById = `SELECT ${entrySelection} FROM entry WHERE id = ?`
// One row that holds all amounts: a tenth of the time of a row for each.
const selectAutomaticCredits = `SELECT CAST(group_concat(credit_amount) AS BLOB) AS amounts FROM entry
  INDEXED BY automatic_credit WHERE automatic = 1 AND credit_currency = ? AND decided_at >= ?`
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
    const row = connection.all(sql, parameters)[0]
    return row === undefined ? null : readEntry(row)
  }
  const many = (sql: string, parameters: readonly Parameter[]): Entry[] =>
    connection.all(sql, parameters).map(readEntry)

  return {
    head: async (account) => one(selectHead, [storableId(account)]),
    append: async (entry, body = bodyOf(entry)) => {
      const { account, sequence } = entry
      assertStorable(entry)
      if (connection.run(insertEntry, entryParameters(entry, body)) === 1) return { appended: true }
      const existing = one(selectByKey, [account, sequence])
      if (existing !== null) return { appended: false, existing }
      throw new Problem('internal_error', `Another stream has an entry with the id ${entry.id}.`)
    },
    entryAt: async (account, sequence) => one(selectByKey, [storableId(account), sequence]),
    entryById: async (id) => one(selectById, [storableId(id)]),
    automaticCreditsSince: async (currency, since) => {
      const amounts = connection.all(selectAutomaticCredits, [currency, since])[0]?.amounts
      return amounts === null ? '0' : sumDecimals(readAmounts(amounts))
    },
    decisions: async (filter, limit, cursor) => decisionPage(connection, { filter, limit, cursor }),
    stream: async (account, after, limit) => many(selectStream, [storableId(account), after, limit]),
    accounts: async (after, limit) =>
      connection
        .all(selectAccounts, [after ?? '', limit])
        .map((row) => readText(row.account, 'the name of an account')),
    ...createLookups(connection),
    ...createHistory(connection),
    ...createQueues(connection),
    ...createStoredBlocks(connection),
  }
}

function readAmounts(list: unknown): string[] {
  const place = 'the index of automatic credits'
  const amounts = readText(list, place).split(',')
  if (amounts.some((amount) => !/^-?\d+(?:\.\d+)?$/.test(amount))) throw damagedPlace(place)
  return amounts
}
