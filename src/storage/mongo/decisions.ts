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
  const conditions = used.map(({ name, field }) => ({ [field]: filter[name] }))
  const range = idRange(filter, cursor)
  const sort = orderOf(used[0]?.index ?? ['kind'])
  const { entry } = connection.collections
  return connection.inOrder(async (session) => {
    /** The id of the last decision that one page may look at; null where there are fewer. */
    const lastLookedAt = async (): Promise<string | null> => {
      const [last] = await entry
        .find(wantedOf(conditions.slice(0, 1), range, filter), { id: 1 }, { session, sort })
        .skip(lookedAtForOnePage - 1)
        .limit(1)
        .lean<{ readonly id: string }[]>()
      return last?.id ?? null
    }
    const lookedAtTo = used.length > 1 ? await lastLookedAt() : null
    const wanted = wantedOf(conditions, { ...range, atLeast: lookedAtTo ?? range.atLeast }, filter)
    const found = await entry.find(wanted, null, { session, sort, limit: limit + 1 }).lean<Stored<EntryDocument>[]>()
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
function orderOf(index: readonly string[]): Record<string, -1> {
  return Object.fromEntries([...index, 'id'].map((field) => [field, -1]))
}
