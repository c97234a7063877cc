import type { Model, mongo, QueryFilter } from 'mongoose'

interface Seek {
  readonly after: string | null
  readonly limit: number
  readonly session: mongo.ClientSession
}

/**
 * The distinct values of the field that all `_id`s begin with, ascending by bytes, after the given one.
 * Reads keys in batches and seeks past a value that has many, so its cost depends on the values and
 * not on how many documents each has.
 */
export async function seekNames<Name extends string, Document extends { readonly [Key in Name | '_id']: string }>(
  model: Model<Document>,
  field: Name,
  { after, limit, session }: Seek,
): Promise<readonly string[]> {
  const names: string[] = []
  let last = after
  while (names.length < limit) {
    const filter = last === null ? {} : { _id: { $gte: behindAllOf(last) } }
    const batch = await model
      .find(filter as QueryFilter<Document>, { _id: 1, [field]: 1 }, { session, sort: { _id: 1 }, limit })
      .lean<Record<Name, string>[]>()
    for (const document of batch) if (names.at(-1) !== document[field]) names.push(document[field])
    if (batch.length < limit) break
    last = names.at(-1) ?? null
  }
  return names.slice(0, limit)
}

/** The least text that sorts behind every `_id` of the name: those go on with U+0000. */
function behindAllOf(name: string): string {
  return `${name}\u0001`
}
