/** A JSON schema as the service serves it. */
export interface Schema {
  readonly [keyword: string]: unknown
}

/** What a schema says of a place: everything that may stand there. */
export interface SchemaPlace {
  readonly keys: readonly { readonly name: string; readonly title: string; readonly description: string }[]
  readonly values: readonly string[]
  /** Names of the definitions that are referred to there, such as `formula`. */
  readonly references: readonly string[]
  readonly title: string
  readonly description: string
}

/** Walks down a path of keys, `*` for items of lists, through every form that a value may have. */
export function schemaPlace(root: Schema, path: readonly string[]): SchemaPlace {
  let here: readonly Found[] = forms(root, { schema: root, references: [] })
  for (const step of path) here = here.flatMap((found) => below(root, found.schema, step))
  const keys = new Map<string, SchemaPlace['keys'][number]>()
  for (const { schema } of here) {
    for (const [name, property] of Object.entries(objectOf(schema['properties']))) {
      const { title, description } = said(root, property)
      if (!keys.has(name)) keys.set(name, { name, title, description })
    }
  }
  const told = here.find(({ schema }) => typeof schema['description'] === 'string')?.schema
  return {
    keys: [...keys.values()],
    values: [...new Set(here.flatMap(({ schema }) => valuesOf(schema)))],
    references: [...new Set(here.flatMap(({ references }) => references))],
    title: textOf(told?.['title']),
    description: textOf(told?.['description']),
  }
}

interface Found {
  readonly schema: Schema
  readonly references: readonly string[]
}

const choices = ['allOf', 'anyOf', 'oneOf']

/** A schema and everything that it refers to or chooses among. */
function forms(root: Schema, { schema, references }: Found): readonly Found[] {
  const reference = textOf(schema['$ref']).replace('#/$defs/', '')
  const referred =
    reference === ''
      ? []
      : forms(root, {
          schema: objectOf(objectOf(root['$defs'])[reference]),
          references: [...references, reference],
        })
  const chosen = [
    ...choices.flatMap((word) => listOf(schema[word])),
    ...['if', 'then', 'else'].flatMap((word) => (schema[word] === undefined ? [] : [schema[word]])),
  ]
  return [
    { schema, references },
    ...referred,
    ...chosen.flatMap((each) => forms(root, { schema: objectOf(each), references })),
  ]
}

function below(root: Schema, schema: Schema, step: string): readonly Found[] {
  const next = step === '*' ? schema['items'] : (objectOf(schema['properties'])[step] ?? schema['additionalProperties'])
  if (typeof next !== 'object' || next === null) return []
  return forms(root, { schema: objectOf(next), references: [] })
}

function said(root: Schema, property: unknown): { readonly title: string; readonly description: string } {
  const all = forms(root, { schema: objectOf(property), references: [] })
  const told = all.find(({ schema }) => typeof schema['description'] === 'string')?.schema
  return { title: textOf(told?.['title']), description: textOf(told?.['description']) }
}

function valuesOf(schema: Schema): readonly string[] {
  const { enum: words, const: word, type } = schema
  if (Array.isArray(words)) return words.map(String)
  if (typeof word === 'string') return [word]
  return type === 'boolean' ? ['true', 'false'] : []
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
