import { type IdRange, idPage, idRange, lookedAtForOnePage } from '../../ids/id-page.ts'
import { type DecisionField, decisionConditions } from '../../journal/decision-conditions.ts'
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

/** The index that serves each field in the order of ids. */
const indexes: Readonly<Record<DecisionField, string>> = {
  order_id: 'decision_by_order',
  account: 'decision_by_account',
  order_part: 'decision_by_part',
  rule: 'decision_by_rule',
  clause: 'decision_by_clause',
  label: 'decision_by_label',
  policy_version: 'decision_by_policy_version',
  outcome: 'decision_by_outcome',
  policy: 'decision_by_policy',
}

/** One page of decisions, newest first by id. */
export function decisionPage(connection: Connection, { filter, limit, cursor }: DecisionQuery): Page<Entry> {
  const equal = decisionConditions(filter)
  const [first] = equal
  const index = first === undefined ? 'decision_by_id' : indexes[first.field]
  const conditions = equal.map(({ field, wanted }): Condition => [`${field} = ?`, wanted])
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
