import type { QueryFilter } from 'mongoose'
import { type IdRange, idPage, idRange, lookedAtForOnePage } from '../../ids/id-page.ts'
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

/**
 * Each filter's field and, most selective first, the index that gives its decisions sorted by id,
 * with the fields that stand before the id there.
 */
const fields = [
  { name: 'order', field: 'order', index: 'newest_of_order', before: ['order', 'kind'] },
  { name: 'account', field: 'account', index: 'newest_of_account', before: ['account', 'kind'] },
  { name: 'rule', field: 'rule', index: 'newest_of_rule', before: ['rule'] },
  { name: 'clause', field: 'clause', index: 'newest_of_clause', before: ['clause'] },
  { name: 'policyVersion', field: 'policy_version', index: 'newest_of_policy_version', before: ['policy_version'] },
  { name: 'outcome', field: 'outcome', index: 'newest_of_outcome', before: ['outcome'] },
  { name: 'policy', field: 'policy', index: 'newest_of_policy', before: ['policy'] },
] as const

/** One page of decisions, newest first by id. */
export async function decisionPage(connection: Connection, query: DecisionQuery): Promise<Page<Entry>> {
  const { filter, limit, cursor } = query
  const used = fields.filter(({ name }) => filter[name] !== undefined)
  const conditions = used.map(({ name, field }) => ({ [field]: filter[name] }))
  const range = idRange(filter, cursor)
  const { index: hint, before } = used[0] ?? { index: 'newest_of_kind', before: ['kind'] }
  const sort = orderOf(before)
  const { entry } = connection.collections
  return connection.inOrder(async (session) => {
    /** The id of the last decision that one page may look at; null where there are fewer. */
    const lastLookedAt = async (): Promise<string | null> => {
      const [last] = await entry
        .find(wantedOf(conditions.slice(0, 1), range, filter), { id: 1 }, { hint, session, sort })
        .skip(lookedAtForOnePage - 1)
        .limit(1)
        .lean<{ readonly id: string }[]>()
      return last?.id ?? null
    }
    const lookedAtTo = used.length > 1 ? await lastLookedAt() : null
    const wanted = wantedOf(conditions, { ...range, atLeast: lookedAtTo ?? range.atLeast }, filter)
    const found = await entry
      .find(wanted, null, { hint, session, sort, limit: limit + 1 })
      .lean<Stored<EntryDocument>[]>()
    return idPage(found.map(readEntry), limit, lookedAtTo)
  })
}

function wantedOf(
  conditions: readonly object[],
  { atLeast, below }: IdRange,
  { from, to }: DecisionFilter,
): QueryFilter<EntryDocument> {
  return Object.assign({ kind: 'decision', ...bounds('id', atLeast, below), ...bounds('at', from, to) }, ...conditions)
}

/** From the lower bound, inclusive, to the upper one, exclusive. */
function bounds(field: string, lower: string | null | undefined, upper: string | null | undefined): object {
  const given = {
    ...(lower === null || lower === undefined ? {} : { $gte: lower }),
    ...(upper === null || upper === undefined ? {} : { $lt: upper }),
  }
  return Object.keys(given).length === 0 ? {} : { [field]: given }
}

/** The index read backwards. Its first fields are the same in all that is found, so this is the order of ids. */
function orderOf(before: readonly string[]): Record<string, -1> {
  return Object.fromEntries([...before, 'id'].map((field) => [field, -1]))
}
