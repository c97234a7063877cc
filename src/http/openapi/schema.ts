/** A JSON Schema (2020-12), as OpenAPI 3.1 embeds it. */
export interface Schema {
  readonly [keyword: string]: unknown
}

/** Refers to a schema of the document's components. */
export function schemaRef(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` }
}

/** An object with exactly these members; all of them are required but the optional ones. */
export function objectOf(
  properties: { readonly [name: string]: Schema },
  optional: readonly string[] = [],
): Schema & { readonly properties: { readonly [name: string]: Schema } } {
  return {
    type: 'object',
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
    properties,
  }
}

/** A list of any length. */
export function listOf(items: Schema): Schema {
  return { type: 'array', items }
}

/** The schema, or null. */
export function orNull(schema: Schema): Schema {
  return typeof schema['type'] === 'string' && schema['enum'] === undefined
    ? { ...schema, type: [schema['type'], 'null'] }
    : { oneOf: [schema, { type: 'null' }] }
}
