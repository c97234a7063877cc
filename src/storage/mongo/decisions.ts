import type { QueryFilter } from 'mongoose'
import { readPageCursor, writePageCursor } from '../../ids/page-cursor.ts'
import type { Entry } from '../../journal/entry.ts'
import type { DecisionFilter, Page } from '../../journal/journal-store.ts'
import type { Connection } from './connection.ts'
import { type EntryDocument, readEntry } from './entry-document.ts'
import type { Stored } from './store-schema.ts'

interface DecisionQuery {
  readonly filter: DecisionFilter
  readonly limit: number
  readonly cursor: string | null
}

/** Each filter's field and, most selective first, the index that gives its decisions in the order of ids. */
const fields = [
  { name: 'order', field: 'order', index: ['order', 'kind'] },
  { name: 'account', field: 'account', index: ['account', 'kind'] },
  { name: 'rule', field: 'rule', index: ['rule'] },
  { name: 'clause', field: 'clause', index: ['clause'] },
  { name: 'policyVersion', field: 'policy_version', index: ['policy_version'] },
  { name: 'outcome', field: 'outcome', index: ['outcome'] },
  { name: 'policy', field: 'policy', index: ['policy'] },
] as const

/** One page of decisions, newest first by id. */
export async function decisionPage(connection: Connection, query: DecisionQuery): Promise<Page<Entry>> {
  const { filter, limit, cursor } = query
  const used = fields.filter(({ name }) => filter[name] !== undefined)
  const conditions = Object.fromEntries(used.map(({ name, field }) => [field, filter[name]]))
  const at = {
    ...(filter.from === undefined ? {} : { $gte: filter.from }),
    ...(filter.to === undefined ? {} : { $lt: filter.to }),
  }
  const wanted: QueryFilter<EntryDocument> = {
    kind: 'decision',
    ...conditions,
    ...(Object.keys(at).length === 0 ? {} : { at }),
    ...(cursor === null ? {} : { id: { $lt: readPageCursor(cursor) } }),
  }
  const sort = orderOf(used[0]?.index ?? ['kind'])
  return connection.inOrder(async (session) => {
    const found = await connection.collections.entry
      .find(wanted, null, { session, sort, limit: limit + 1 })
      .lean<Stored<EntryDocument>[]>()
    const items = found.slice(0, limit).map(readEntry)
    const last = items.at(-1)
    return { items, next: found.length > limit && last !== undefined ? writePageCursor(last.id) : null }
  })
}

/** The index read backwards. Its first fields are the same in all that is found, so this is the order of ids. */
function orderOf(index: readonly string[]): Record<string, -1> {
  return Object.fromEntries([...index, 'id'].map((field) => [field, -1]))
}
