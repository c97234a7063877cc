import { storableId } from '../../ids/storable-id.ts'
import type { Entry } from '../../journal/entry.ts'
import { countedName } from '../../journal/found-by.ts'
import type {
  CountedHistory,
  HistoryCount,
  HistorySelection,
  HistoryStretch,
  JournalStore,
} from '../../journal/journal-store.ts'
import { sumsByCurrency } from '../../journal/model/sum.ts'
import { damagedPlace } from '../stored-json.ts'
import type { Connection, Parameter } from './connection.ts'
import { entrySelection, readEntry } from './entry-row.ts'
import { readText } from './read-text.ts'

/** What an entry must be, and the parameters of it. */
type Condition = readonly [sql: string, ...parameters: Parameter[]]

const selectNewestDecidedUpTo = `SELECT ${entrySelection} FROM entry INDEXED BY history_of_account
  WHERE account = ? AND decided_at <= ? AND +sequence <= ?
  ORDER BY entry.decided_at DESC, sequence DESC LIMIT 1`

/** What a decision counts back to; all below `upTo` never changes, so several reads see one state. */
export function createHistory(
  connection: Connection,
): Pick<JournalStore, 'newestDecidedUpTo' | 'historyCount' | 'historyEntries'> {
  return {
    newestDecidedUpTo: async (account, decidedAt, upTo) => {
      const [row] = connection.all(selectNewestDecidedUpTo, [storableId(account), decidedAt, upTo])
      return row === undefined ? null : readEntry(row)
    },
    historyCount: async (selection) => historyCount(connection, selection),
    historyEntries: async (selection) => historyEntries(connection, selection),
  }
}

function historyCount(connection: Connection, selection: HistoryCount): CountedHistory {
  const { index, seek } = placeOf(selection)
  const { outcome, rule, clause, kind } = selection.where
  const conditions: readonly Condition[] = [
    ...seek,
    ...windowOf(selection),
    ['instr(counted, ?) > 0', countedName(selection.counted)],
    ...(outcome === undefined ? [] : ([['(outcome = ? OR label = ?)', outcome, outcome]] as const)),
    ...(rule === undefined || index === 'history_of_rule' ? [] : ([['rule = ?', rule]] as const)),
    ...(clause === undefined || index === 'history_of_clause' ? [] : ([['clause = ?', clause]] as const)),
    ...(kind === undefined ? [] : ([['kind = ?', kind]] as const)),
  ]
  // One row that holds all amounts: a tenth of the time of a row for each.
  const credits = selection.isSum ? "group_concat(credit_amount || ' ' || credit_currency, char(10))" : 'NULL'
  const sql = `SELECT count(*) AS count, CAST(${credits} AS BLOB) AS credits
    FROM entry INDEXED BY ${index} WHERE ${sqlOf(conditions)}`
  const [row] = connection.all(sql, parametersOf(conditions))
  if (typeof row?.count !== 'number') throw damagedPlace(`the index ${index}`)
  return { count: row.count, credited: row.credits === null ? {} : readCredits(row.credits, index) }
}

/** Where the entries are found: the rarer what the index begins with, the fewer it passes over. */
function placeOf({ account, of, where }: HistoryCount): { readonly index: string; readonly seek: Condition[] } {
  if (of !== null) return orderPlace(account, of)
  const seek: Condition = ['account = ?', storableId(account)]
  if (where.rule !== undefined) return { index: 'history_of_rule', seek: [seek, ['rule = ?', where.rule]] }
  if (where.clause !== undefined) return { index: 'history_of_clause', seek: [seek, ['clause = ?', where.clause]] }
  return { index: 'history_of_account', seek: [seek] }
}

function orderPlace(
  account: string,
  of: NonNullable<HistoryStretch['of']>,
): { readonly index: string; readonly seek: Condition[] } {
  const seek: Condition[] = [
    ['account = ?', storableId(account)],
    ['order_policy = ?', storableId(of.policy)],
    ['order_id = ?', storableId(of.id)],
  ]
  if (!('part' in of)) return { index: 'history_of_order', seek }
  return { index: 'history_of_part', seek: [...seek, ['order_part IS ?', of.part]] }
}

/** Both kinds of index hold the time and the sequence; the plus leaves the search to what stands first there. */
function windowOf({ of, after, before, upTo }: HistoryStretch): readonly Condition[] {
  const [time, sequence] = of === null ? ['decided_at', '+sequence'] : ['+decided_at', 'sequence']
  return [
    [`${sequence} <= ?`, upTo],
    ...(after === null ? [] : ([[`${time} > ?`, after]] as const)),
    ...(before === null ? [] : ([[`${time} < ?`, before]] as const)),
  ]
}

function historyEntries(connection: Connection, selection: HistorySelection): readonly Entry[] {
  const kinds = [...new Set(selection.kinds)]
  if (selection.of !== null) {
    const { index, seek } = orderPlace(selection.account, selection.of)
    const ofKinds: Condition = ['+kind IN (SELECT value FROM json_each(?))', JSON.stringify(kinds)]
    return newestFirst(connection, index, [...seek, ...windowOf(selection), ofKinds])
  }
  const account: Condition = ['account = ?', storableId(selection.account)]
  return kinds
    .flatMap((kind) => newestFirst(connection, 'entry_by_kind', [account, ['kind = ?', kind], ...windowOf(selection)]))
    .sort((left, right) => right.sequence - left.sequence)
}

function newestFirst(connection: Connection, index: string, conditions: readonly Condition[]): readonly Entry[] {
  const order = index === 'entry_by_kind' ? 'entry.decided_at DESC, sequence DESC' : 'sequence DESC'
  const sql = `SELECT ${entrySelection} FROM entry INDEXED BY ${index} WHERE ${sqlOf(conditions)} ORDER BY ${order}`
  return connection.all(sql, parametersOf(conditions)).map(readEntry)
}

function sqlOf(conditions: readonly Condition[]): string {
  return conditions.map(([sql]) => sql).join(' AND ')
}

function parametersOf(conditions: readonly Condition[]): readonly Parameter[] {
  return conditions.flatMap(([, ...parameters]) => parameters)
}

function readCredits(list: unknown, index: string): CountedHistory['credited'] {
  const place = `the index ${index}`
  return sumsByCurrency(
    readText(list, place)
      .split('\n')
      .map((credit) => {
        const [, amount, currency] = /^(\d+(?:\.\d+)?) (.+)$/su.exec(credit) ?? []
        if (amount === undefined || currency === undefined) throw damagedPlace(place)
        return { amount, currency }
      }),
  )
}
