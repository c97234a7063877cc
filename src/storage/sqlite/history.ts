import { storableId } from '../../ids/storable-id.ts'
import type { Entry } from '../../journal/entry.ts'
import { countedName } from '../../journal/found-by.ts'
import type { CountedHistory, HistoryCount, HistorySelection, HistoryStretch } from '../../journal/history-selection.ts'
import type { JournalStore } from '../../journal/journal-store.ts'
import { type Sum, sumsByCurrency } from '../../journal/model/sum.ts'
import { damagedPlace } from '../stored-json.ts'
import type { Connection, Parameter, Row } from './connection.ts'
import { entrySelection, readEntry } from './entry-row.ts'
import { readText } from './read-text.ts'
import { ofKinds, talliesOfAccount } from './tallies.ts'

/** Of each thing that the account's entries count as the one that was decided last, and of these the last. */
const selectNewestDecidedUpTo = `${talliesOfAccount}
  SELECT ${entrySelection} FROM entry WHERE number IN (
      SELECT (SELECT number FROM entry INDEXED BY history_of_account
        WHERE account = ?1 AND tally = found.tally AND decided_at <= ?2 AND +sequence <= ?3
        ORDER BY decided_at DESC, sequence DESC LIMIT 1) FROM found WHERE tally IS NOT NULL)
    ORDER BY decided_at DESC, sequence DESC LIMIT 1`

/** What a decision counts back to; all below `upTo` never changes, so several reads see one state. */
export function createHistory(
  connection: Connection,
): Pick<JournalStore, 'newestDecidedUpTo' | 'historyCount' | 'historyEntries'> {
  return {
    newestDecidedUpTo: async (account, decidedAt, upTo) => {
      const row = connection.oneRow(selectNewestDecidedUpTo, [storableId(account), Date.parse(decidedAt), upTo])
      return row === undefined ? null : readEntry(row)
    },
    historyCount: async (selection) => historyCount(connection, selection),
    historyEntries: async (selection) => historyEntries(connection, selection),
  }
}

/** A bound that is not asked for lies beyond all time. */
const inWindow = '+entry.sequence <= ?2 AND entry.decided_at > ?3 AND entry.decided_at < ?4'
const ofTally = `entry INDEXED BY history_of_account
  WHERE entry.account = ?1 AND entry.tally = found.tally AND ${inWindow}`
const latest = 8_640_000_000_000_000

function windowOf({ account, after, before, upTo }: HistoryStretch): readonly Parameter[] {
  const bounds = [after === null ? -latest : Date.parse(after), before === null ? latest : Date.parse(before)]
  return [storableId(account), upTo, ...bounds]
}

interface Place {
  readonly index: 'entry_of_order' | 'entry_of_part'
  readonly where: string
  readonly parameters: readonly Parameter[]
}

/** Where an order's entries, or those of a part of it, are found. */
function placeOf(of: NonNullable<HistoryStretch['of']>): Place {
  const where = `entry.order_policy = ?5 AND entry.order_id = ?6 AND entry.account = ?1 AND ${inWindow}`
  const order = [storableId(of.policy), storableId(of.id)]
  if (!('part' in of)) return { index: 'entry_of_order', where, parameters: order }
  if (of.part === null) {
    return { index: 'entry_of_order', where: `${where} AND entry.order_part IS NULL`, parameters: order }
  }
  const parameters = [...order, storableId(of.part)]
  return { index: 'entry_of_part', where: `${where} AND entry.order_part = ?7`, parameters }
}

function historyCount(connection: Connection, selection: HistoryCount): CountedHistory {
  const filter = filterOf(selection)
  const amounts = selection.isSum ? 'group_concat(entry.credit_amount, char(10))' : 'NULL'
  const counts = `count(*) AS count, CAST(${amounts} AS BLOB) AS amounts`
  const currency = 'CAST(class.credit_currency AS BLOB) AS currency'
  const window = windowOf(selection)
  if (selection.of === null) {
    const sql = `${talliesOfAccount}
      SELECT ${counts}, ${currency}
      FROM found CROSS JOIN class ON class.id = (SELECT min(id) FROM class WHERE class.tally = found.tally)
        CROSS JOIN ${ofTally} AND ${filter.sql} GROUP BY found.tally`
    return counted(connection.all(sql, [...window, ...filter.parameters]))
  }
  const { index, where, parameters } = placeOf(selection.of)
  const sql = `SELECT ${counts}, ${currency}
    FROM entry INDEXED BY ${index} CROSS JOIN class ON class.id = entry.class
    WHERE ${where} AND ${filter.sql} GROUP BY class.credit_currency`
  return counted(connection.all(sql, [...window, ...parameters, ...filter.parameters]))
}

/** What the class of an entry must be. */
function filterOf({ counted: thing, where: { outcome, rule, clause, kind } }: HistoryCount): {
  readonly sql: string
  readonly parameters: readonly Parameter[]
} {
  const conditions: readonly (readonly [sql: string, ...parameters: string[]])[] = [
    ['instr(class.counted, ?) > 0', countedName(thing)],
    ...(outcome === undefined ? [] : ([['(class.outcome = ? OR class.label = ?)', outcome, outcome]] as const)),
    ...(rule === undefined ? [] : ([['class.rule = ?', rule]] as const)),
    ...(clause === undefined ? [] : ([['class.clause = ?', clause]] as const)),
    ...(kind === undefined ? [] : ([['class.kind = ?', kind]] as const)),
  ]
  return {
    sql: conditions.map(([sql]) => sql).join(' AND '),
    parameters: conditions.flatMap(([, ...parameters]) => parameters),
  }
}

function counted(rows: readonly Row[]): CountedHistory {
  const credits = rows.flatMap(({ amounts, currency }) => (amounts === null ? [] : readCredits(amounts, currency)))
  return { count: rows.reduce((sum, { count }) => sum + readCount(count), 0), credited: sumsByCurrency(credits) }
}

const place = 'the index of histories'

function readCount(count: unknown): number {
  if (typeof count !== 'number') throw damagedPlace(place)
  return count
}

/** One list that holds all amounts: a tenth of the time of a row for each. */
function readCredits(amounts: unknown, currency: unknown): readonly Sum[] {
  const list = readText(amounts, place).split('\n')
  if (list.some((amount) => !/^\d+(?:\.\d+)?$/u.test(amount))) throw damagedPlace(place)
  const inCurrency = readText(currency, place)
  return list.map((amount) => ({ amount, currency: inCurrency }))
}

const selectOfKinds = `${talliesOfAccount}
  SELECT ${entrySelection} FROM found CROSS JOIN ${ofTally} AND ${ofKinds('?5')}`

function historyEntries(connection: Connection, selection: HistorySelection): readonly Entry[] {
  const kinds = JSON.stringify([...new Set(selection.kinds)])
  const window = windowOf(selection)
  if (selection.of === null) return newestFirst(connection.rows(selectOfKinds, [...window, kinds]))
  const { index, where, parameters } = placeOf(selection.of)
  const sql = `SELECT ${entrySelection} FROM entry INDEXED BY ${index} CROSS JOIN class ON class.id = entry.class
    WHERE ${where} AND class.kind IN (SELECT value FROM json_each(?))`
  return newestFirst(connection.rows(sql, [...window, ...parameters, kinds]))
}

function newestFirst(rows: readonly Row[]): readonly Entry[] {
  return rows.map(readEntry).sort((left, right) => right.sequence - left.sequence)
}
