import { Schema, type SchemaDefinition } from 'mongoose'

/** A type and whether it must be there, for every field of a document. */
type Fields<Document> = {
  readonly [Name in keyof Required<Document>]: {
    readonly type: StringConstructor | NumberConstructor | readonly [StringConstructor]
    readonly required?: true
    readonly default?: null
  }
}

/** A document as the server gives it: its members may have been changed by a foreign hand. */
export type Stored<Document> = { readonly [Name in keyof Document]?: unknown }

/**
 * A schema that refuses what it does not name, on writing and in filters, and adds nothing of its
 * own: no version, no virtual id. Indexes are made by `migrate` alone.
 */
export function storeSchema<Document>(fields: Fields<Document>): Schema {
  const definition: SchemaDefinition = fields
  return new Schema(definition, {
    strict: 'throw',
    strictQuery: 'throw',
    versionKey: false,
    id: false,
    autoIndex: false,
    autoCreate: false,
    minimize: false,
  })
}
