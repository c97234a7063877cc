import type { ErrorObject } from 'ajv/dist/2020.js'
import { policySchema } from '../schema/policy-schema.ts'

/** The schema's own explanation of what belongs at a place. */
export interface Explanation {
  readonly title?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, unknown>>
}

/** What the schema says of the place of an error: the forms that it chooses among are explained as one. */
export function explanationOf(error: ErrorObject): Explanation {
  const schema = (error.parentSchema ?? {}) as Explanation
  if (schema.description !== undefined) return schema
  const description = outerDescription(error)
  return description === undefined ? schema : { ...schema, description }
}

/** What the schema says of one of the keys that a map may have. */
export function explanationOfKey({ properties }: Explanation, name: string): Explanation {
  const property = (properties?.[name] ?? {}) as Explanation & { readonly $ref?: string }
  if (property.$ref === undefined) return property
  const referred = step(step(policySchema, '$defs'), property.$ref.replace('#/$defs/', ''))
  return referred ?? {}
}

/** Errors below a schema that refers to itself are told by their path from there. */
const schemaRoots: readonly unknown[] = [policySchema, ...Object.values(step(policySchema, '$defs') ?? {})]

const choices: ReadonlySet<string> = new Set(['if', 'then', 'else'])

/** The description of the schema whose forms the failed one is among: `then` and `else` up to it. */
function outerDescription({ schemaPath, parentSchema }: ErrorObject): string | undefined {
  const segments = schemaPath
    .split('/')
    .slice(1, -1)
    .map((segment) => decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~'))
  const root = schemaRoots.find((candidate) => segments.reduce<unknown>(step, candidate) === parentSchema)
  for (let end = segments.length; end >= 0; end -= 1) {
    const schema = segments.slice(0, end).reduce<unknown>(step, root) as Explanation | undefined
    if (schema?.description !== undefined) return schema.description
    const isChoice = choices.has(segments[end - 1] ?? '') && segments[end - 2] !== 'properties'
    if (!isChoice) return undefined
  }
  return undefined
}

function step(schema: unknown, segment: string): unknown {
  return typeof schema === 'object' && schema !== null ? (schema as Record<string, unknown>)[segment] : undefined
}
