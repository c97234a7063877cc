import { createConnection, type mongo } from 'mongoose'
import type { Connection } from '../../src/storage/sqlite/connection.ts'

/** One value of one table or collection. */
export interface StoredValue {
  readonly table: string
  readonly column: string
}

/** Every column of every table of a store in a SQLite file, but for those that follow from another column. */
export function storedColumnsOf(connection: Connection): readonly StoredValue[] {
  return tablesOf(connection).flatMap((table) =>
    connection
      .all(`SELECT CAST(name AS BLOB) AS name FROM pragma_table_info('${table}')`)
      .map(({ name }) => ({ table, column: String(name) })),
  )
}

function tablesOf(connection: Connection): readonly string[] {
  return connection
    .all("SELECT CAST(name AS BLOB) AS name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    .map(({ name }) => String(name))
    .filter((name) => name !== 'migration')
}

const keysOfTables: Readonly<Record<string, string>> = {
  class_total: 'six_hours, class',
  automatic_credit: 'currency, quarter_hour',
  order_binding: 'policy, order_id',
}

/** A statement that changes the value in one row, where there is one in a row that has it. */
export function changeOf({ table, column }: StoredValue): string {
  const place = keysOfTables[table] ?? 'rowid'
  const other = `CASE typeof(${column})
    WHEN 'text' THEN ${column} || 'x' WHEN 'blob' THEN zeroblob(length(${column})) WHEN 'null' THEN 1
    ELSE CASE ${column} WHEN 0 THEN 1 WHEN 1 THEN 0 ELSE ${column} + 1000 END END`
  return `UPDATE ${table} SET ${column} = ${other}
    WHERE (${place}) = (SELECT ${place} FROM ${table} ORDER BY ${column} IS NULL, ${place} LIMIT 1)`
}

/** A statement that removes the newest row of a table. */
export function removalFrom(table: string): string {
  const place = keysOfTables[table] ?? 'rowid'
  const newest = place.replaceAll(/\w+/gu, (name) => `${name} DESC`)
  return `DELETE FROM ${table} WHERE (${place}) = (SELECT ${place} FROM ${table} ORDER BY ${newest} LIMIT 1)`
}

/** A MongoDB database under a foreign hand. */
export interface ForeignHand {
  readonly collections: readonly string[]
  /** Every field that a document of the collection, or of such a part of it, has. */
  fields(collection: string): Promise<readonly string[]>
  /** Changes the field in one document that has it, with a value where there is one; what undoes it. */
  change(collection: string, field: string): Promise<() => Promise<void>>
  /** Removes the newest document; what undoes it. */
  remove(collection: string): Promise<() => Promise<void>>
  close(): Promise<void>
}

type Document = mongo.WithId<mongo.Document>

/** They lie among the entries. */
const boundOrders = 'orders in entry'

/** Opens a database beside the service. */
export async function foreignHand(url: string): Promise<ForeignHand> {
  const connection = await createConnection(url).asPromise()
  const collections = ['entry', boundOrders, 'policy_version', 'api_key', 'audit_entry', 'feed', 'total']
  const collectionOf = (name: string): mongo.Collection => connection.collection(name === boundOrders ? 'entry' : name)
  const all = (name: string): Promise<Document[]> =>
    collectionOf(name)
      .find(name === 'entry' || name === boundOrders ? { owner: { $exists: name === boundOrders } } : {})
      .sort({ _id: 1 })
      .toArray()
  const replace = async (name: string, before: Document | null, after: Document | null): Promise<void> => {
    if (before !== null) await collectionOf(name).deleteOne({ _id: before._id })
    if (after !== null) await collectionOf(name).insertOne(after)
  }
  const swap = async (name: string, before: Document, after: Document | null): Promise<() => Promise<void>> => {
    await replace(name, before, after)
    return () => replace(name, after, before)
  }
  return {
    collections,
    fields: async (name) => [...new Set((await all(name)).flatMap((document) => Object.keys(document)))],
    change: async (name, field) => {
      const having = (await all(name)).filter((document) => document[field] !== undefined)
      const found = having.find((document) => document[field] !== null) ?? having[0]
      if (found === undefined) throw new Error(`no ${name} has ${field}`)
      return swap(name, found, { ...found, [field]: otherThan(found[field]) })
    },
    remove: async (name) => {
      const newest = (await all(name)).at(-1)
      if (newest === undefined) throw new Error(`${name} is empty`)
      return swap(name, newest, null)
    },
    close: () => connection.close(),
  }
}

function otherThan(value: unknown): unknown {
  if (typeof value === 'number') return value + 1000
  if (Array.isArray(value)) return [...(value as unknown[]), 'x']
  return `${String(value)}x`
}
