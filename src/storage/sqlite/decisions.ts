import { type IdRange, idPage, idRange, lookedAtForOnePage } from '../../ids/id-page.ts'
import type { Entry } from '../../journal/entry.ts'
import type { DecisionFilter, Page } from '../../journal/journal-store.ts'
import { asBytes } from './as-bytes.ts'
import type { Connection, Parameter } from './connection.ts'
import { entrySelection, readEntry } from './entry-row.ts'
import { readText } from './read-text.ts'

interface DecisionQuery {
  readonly filter: DecisionFilter
  readonly limit: number
  readonly cursor: string | null
}

/** What a decision must be, and the parameter of it. */
type Condition = readonly [sql: string, parameter: Parameter]

/** Each filter's column and, most selective first, the index that serves it in the order of ids. */
const filters = [
  { name: 'order', column: 'order_id', index: 'decision_by_order' },
  { name: 'account', column: 'account', index: 'decision_by_account' },
  { name: 'rule', column: 'rule', index: 'decision_by_rule' },
  { name: 'clause', column: 'clause', index: 'decision_by_clause' },
  { name: 'policyVersion', column: 'policy_version', index: 'decision_by_policy_version' },
  { name: 'outcome', column: 'outcome', index: 'decision_by_outcome' },
  { name: 'policy', column: 'policy', index: 'decision_by_policy' },
] as const

/** One page of decisions, newest first by id. */
export function decisionPage(connection: Connection, { filter, limit, cursor }: DecisionQuery): Page<Entry> {
  const equal = filters.flatMap(({ name, column, index }) => {
    const wanted = filter[name]
    return wanted === undefined ? [] : [{ index, condition: [`${column} = ?`, wanted] as const }]
  })
  const index = equal[0]?.index ?? 'decision_by_id'
  const conditions = equal.map(({ condition }) => condition)
  const range = idRange(filter, cursor)
  const inIndex = [...conditions.slice(0, 1), ...conditionsOf(range, filter)]
  const lookedAtTo = conditions.length > 1 ? lastLookedAt(connection, index, inIndex) : null
  const wanted = [...conditions, ...conditionsOf({ ...range, atLeast: lookedAtTo ?? range.atLeast }, filter)]
  const sql = `SELECT ${entrySelection} ${newestFirst(index, wanted)} LIMIT ?`
  const found = connection.all(sql, [...parametersOf(wanted), limit + 1]).map(readEntry)
  return idPage(found, limit, lookedAtTo)
}

/** Every index holds the time behind the id, so that a period is told without reading the entries. */
function conditionsOf({ atLeast, below }: IdRange, { from, to }: DecisionFilter): readonly Condition[] {
  const bounds: readonly (readonly [sql: string, bound: Parameter | null | undefined])[] = [
    ['id >= ?', atLeast],
    ['id < ?', below],
    ['at >= ?', from],
    ['at < ?', to],
  ]
  return bounds.flatMap(([sql, bound]) => (bound === null || bound === undefined ? [] : [[sql, bound] as const]))
}

/** The id of the last decision that one page may look at; null where there are fewer. */
function lastLookedAt(connection: Connection, index: string, conditions: readonly Condition[]): string | null {
  const sql = `SELECT ${asBytes('id')} ${newestFirst(index, conditions)} LIMIT 1 OFFSET ?`
  const [row] = connection.all(sql, [...parametersOf(conditions), lookedAtForOnePage - 1])
  return row === undefined ? null : readText(row.id, 'the id of an entry')
}

function newestFirst(index: string, conditions: readonly Condition[]): string {
  const where = ["kind = 'decision'", ...conditions.map(([sql]) => sql)].join(' AND ')
  return `FROM entry INDEXED BY ${index} WHERE ${where} ORDER BY entry.id DESC`
}

function parametersOf(conditions: readonly Condition[]): readonly Parameter[] {
  return conditions.map(([, parameter]) => parameter)
}
