import { readPageCursor, writePageCursor } from '../../ids/page-cursor.ts'
import type { Entry } from '../../journal/entry.ts'
import type { DecisionFilter, Page } from '../../journal/journal-store.ts'
import type { Connection, Parameter } from './connection.ts'
import { entrySelection, readEntry } from './entry-row.ts'

interface DecisionQuery {
  readonly filter: DecisionFilter
  readonly limit: number
  readonly cursor: string | null
}

/** Each filter with its condition and, most selective first, the index that serves it in the order of ids. */
const filters: readonly {
  readonly name: keyof DecisionFilter
  readonly condition: string
  readonly index?: string
}[] = [
  { name: 'order', condition: 'order_id = ?', index: 'decision_by_order' },
  { name: 'account', condition: 'account = ?', index: 'decision_by_account' },
  { name: 'rule', condition: 'rule = ?', index: 'decision_by_rule' },
  { name: 'clause', condition: 'clause = ?', index: 'decision_by_clause' },
  { name: 'policyVersion', condition: 'policy_version = ?', index: 'decision_by_policy_version' },
  { name: 'outcome', condition: 'outcome = ?', index: 'decision_by_outcome' },
  { name: 'policy', condition: 'policy = ?', index: 'decision_by_policy' },
  { name: 'from', condition: 'at >= ?' },
  { name: 'to', condition: 'at < ?' },
]

/** One page of decisions, newest first by id. */
export function decisionPage(connection: Connection, query: DecisionQuery): Page<Entry> {
  const { filter, limit, cursor } = query
  const used = filters.filter(({ name }) => filter[name] !== undefined)
  const index = used.find((candidate) => candidate.index !== undefined)?.index ?? 'decision_by_id'
  const conditions = used.map(({ condition }) => condition)
  const parameters: Parameter[] = used.flatMap(({ name }) => filter[name] ?? [])
  if (cursor !== null) {
    conditions.push('id < ?')
    parameters.push(readPageCursor(cursor))
  }
  const where = ["kind = 'decision'", ...conditions].join(' AND ')
  const sql = `SELECT ${entrySelection} FROM entry INDEXED BY ${index} WHERE ${where} ORDER BY id DESC LIMIT ?`
  const found = connection.all(sql, [...parameters, limit + 1]).map(readEntry)
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items, next: found.length > limit && last !== undefined ? writePageCursor(last.id) : null }
}
