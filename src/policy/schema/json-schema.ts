/** A JSON Schema (draft 2020-12) as plain data. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
}

/** One schema where a test holds, another where not. */
export function conditional(test: JsonSchema, holds: JsonSchema, otherwise: JsonSchema): JsonSchema {
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  return { if: test, then: holds, else: otherwise }
}

/**
 * Applies the schema of the first key that an object has, so that a fault is told for that form
 * alone and never for all the forms it might have been.
 */
export function chooseByKey(
  forms: readonly (readonly [key: string, form: JsonSchema])[],
  otherwise: JsonSchema,
): JsonSchema {
  return forms.reduceRight<JsonSchema>((rest, [key, form]) => conditional({ required: [key] }, form, rest), otherwise)
}

/** Applies the schema of the first JSON type that a value has. */
export function chooseByType(forms: readonly (readonly [type: string, form: JsonSchema])[]): JsonSchema {
  const types = forms.map(([type]) => type)
  return forms.reduceRight<JsonSchema>((rest, [type, form]) => conditional({ type }, form, rest), {
    type: types,
  })
}

/** An object with exactly these properties. */
export function closedObject(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = [],
): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false }
}

/** An object whose keys follow one schema and whose values another. */
export function mapOf(values: JsonSchema, keys: JsonSchema): JsonSchema {
  return { type: 'object', propertyNames: keys, additionalProperties: values, maxProperties: 2000 }
}

/** An object schema that also admits a key with nothing behind it. */
export function orNothing(schema: JsonSchema): JsonSchema {
  return { ...schema, type: [schema['type'], 'null'] }
}

/** The same schema with its title and the explanation that editors show. */
export function explained(title: string, description: string, schema: JsonSchema): JsonSchema {
  return { title, description, ...schema }
}

/** Refers to one of the policy schema's definitions. */
export function reference(name: string): JsonSchema {
  return { $ref: `#/$defs/${name}` }
}
