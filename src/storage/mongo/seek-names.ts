import type { Model, mongo, QueryFilter } from 'mongoose'
import { behindAllKeysOf, nameOfKey } from './entry-document.ts'
import { idIndex } from './indexes.ts'
import { behindAllArrivals } from './places.ts'

interface Seek {
  readonly after: string | null
  readonly limit: number
  readonly session: mongo.ClientSession
}

/**
 * The distinct names that the `_id`s (made by `entryKey`) begin with, ascending by bytes, after the
 * given one. Reads keys in batches and seeks past a name that has many, so its cost depends on the
 * names and not on how many documents each has.
 */
export async function seekNames<Document extends { readonly _id: string }>(
  model: Model<Document>,
  { after, limit, session }: Seek,
): Promise<readonly string[]> {
  const names: string[] = []
  let last = after
  while (names.length < limit) {
    const filter = { _id: { $gte: last === null ? behindAllArrivals : behindAllKeysOf(last) } }
    const batch = await model
      .find(filter as QueryFilter<Document>, { _id: 1 }, { hint: idIndex, session, sort: { _id: 1 }, limit })
      .lean<{ readonly _id: string }[]>()
    names.push(...new Set(batch.map(({ _id }) => nameOfKey(_id))))
    if (batch.length < limit) break
    last = names.at(-1) ?? null
  }
  return names.slice(0, limit)
}
