import type { QueryFilter } from 'mongoose'
import { type IdRange, idPage, idRange, lookedAtForOnePage } from '../../ids/id-page.ts'
import { type DecisionCondition, type DecisionField, decisionConditions } from '../../journal/decision-conditions.ts'
import type { Entry } from '../../journal/entry.ts'
import type { DecisionFilter, Page } from '../../journal/journal-store.ts'
import type { Connection } from './connection.ts'
import { type EntryDocument, partField } from './entry-document.ts'
import type { Stored } from './store-schema.ts'

interface DecisionQuery {
  readonly filter: DecisionFilter
  readonly limit: number
  readonly cursor: string | null
}

/** The index that gives the decisions of each field in the order of ids. */
const indexes: Readonly<Record<DecisionField, string>> = {
  order_id: 'newest_of_order',
  account: 'newest_of_account',
  order_part: 'newest_of_some_part',
  rule: 'newest_of_some_rule',
  clause: 'newest_of_clause',
  label: 'newest_of_some_label',
  policy_version: 'newest_of_policy_version',
  outcome: 'newest_of_outcome',
  policy: 'newest_of_policy',
}

/** One page of decisions, newest first by id. */
export async function decisionPage(connection: Connection, query: DecisionQuery): Promise<Page<Entry>> {
  const { filter, limit, cursor } = query
  const used = decisionConditions(filter)
  const conditions = used.map(conditionOf)
  const range = idRange(filter, cursor)
  const [first] = used
  const hint = first === undefined ? 'newest_of_kind' : indexes[first.field]
  const sort = orderOf(first === undefined ? ['kind'] : ['kind', first.field])
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
    return idPage(found.map(connection.readEntry), limit, lookedAtTo)
  })
}

function conditionOf({ field, wanted }: DecisionCondition): QueryFilter<EntryDocument> {
  return { [field]: { $eq: field === 'order_part' ? partField(String(wanted)) : wanted } }
}

function wantedOf(
  conditions: readonly QueryFilter<EntryDocument>[],
  { atLeast, below }: IdRange,
  { from, to }: DecisionFilter,
): QueryFilter<EntryDocument> {
  const within = { kind: 'decision', ...bounds('id', atLeast, below), ...bounds('at', from, to) }
  // Joined by "and": two labels may be asked for at once, which no decision has.
  return conditions.length === 0 ? within : { ...within, $and: [...conditions] }
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
