import { storableId } from '../../ids/storable-id.ts'
import type { Entry } from '../../journal/entry.ts'
import type { JournalStore } from '../../journal/journal-store.ts'
import { sumDecimals } from '../../money/sum-decimals.ts'
import { Problem } from '../../problems/problem.ts'
import { damagedPlace } from '../stored-json.ts'
import { asBytes } from './as-bytes.ts'
import type { Connection, Parameter } from './connection.ts'
import { decisionPage } from './decisions.ts'
import { entryColumns, entryParameters, entrySelection, readEntry } from './entry-row.ts'
import { historyEntries } from './history.ts'
import { createQueues } from './queues.ts'
import { readText } from './read-text.ts'

const insert = `INSERT INTO entry (${entryColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`
const selectHead = `SELECT ${entrySelection} FROM entry WHERE account = ? ORDER BY sequence DESC LIMIT 1`
const selectByKey = `SELECT ${entrySelection} FROM entry WHERE account = ? AND sequence = ?`
const selectById = `SELECT ${entrySelection} FROM entry WHERE id = ?`
const selectNewestOfOrder = `SELECT ${entrySelection} FROM entry
  WHERE account = ? AND order_id = ? ORDER BY sequence DESC LIMIT 1`
const selectByIdempotencyKey = `SELECT ${entrySelection} FROM entry
  WHERE account = ? AND idempotency_key = ? ORDER BY sequence LIMIT 1`
// Times never fall along a stream: the newest entry up to both bounds is the lesser of the two newest.
const selectNewestUpTo = `SELECT ${entrySelection} FROM entry
  WHERE account = ?1 AND sequence = min(?3, (
    SELECT sequence FROM entry WHERE account = ?1 AND at <= ?2 ORDER BY at DESC, sequence DESC LIMIT 1))`
// One row that holds all amounts: a tenth of the time of a row for each.
const selectAutomaticCredits = `SELECT CAST(group_concat(refund_amount) AS BLOB) AS amounts FROM entry INDEXED BY automatic_credit
  WHERE kind = 'decision' AND outcome = 'approve' AND refund_currency = ? AND at >= ?`
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
    append: async (entry) => {
      const { account, sequence, order, idempotency_key: key } = entry
      for (const id of [account, entry.id, order, key]) if (id !== null) storableId(id)
      if (connection.run(insert, entryParameters(entry)) === 1) return { appended: true }
      const existing = one(selectByKey, [account, sequence])
      if (existing !== null) return { appended: false, existing }
      throw new Problem('internal_error', `Another stream has an entry with the id ${entry.id}.`)
    },
    entryAt: async (account, sequence) => one(selectByKey, [storableId(account), sequence]),
    entryById: async (id) => one(selectById, [storableId(id)]),
    newestOfOrder: async (account, order) => one(selectNewestOfOrder, [storableId(account), storableId(order)]),
    entryByIdempotencyKey: async (account, key) => one(selectByIdempotencyKey, [storableId(account), storableId(key)]),
    newestUpTo: async (account, at, upTo) => one(selectNewestUpTo, [storableId(account), at, upTo]),
    historyEntries: async (selection) => historyEntries(connection, selection),
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
    ...createQueues(connection),
  }
}

function readAmounts(list: unknown): string[] {
  const place = 'the index of automatic credits'
  const amounts = readText(list, place).split(',')
  if (amounts.some((amount) => !/^-?\d+(?:\.\d+)?$/.test(amount))) throw damagedPlace(place)
  return amounts
}
