import { ndjsonMediaType, type OpenApiDocument, type OperationObject, type Parameter } from '../openapi/document.ts'
import type { Schema } from '../openapi/schema.ts'

/** A schema with one property for each part of a request. */
export interface RequestSchema extends Schema {
  readonly properties: { readonly [part: string]: Schema }
}

/**
 * One JSON Schema of all parts of an operation's request: `path`, `query`, `headers` (lower-case
 * names) and, where it has one, the JSON `body`: of lines each.
 */
export function requestSchema(operation: OperationObject, components: OpenApiDocument['components']): RequestSchema {
  const content = operation.requestBody?.content
  const json = content?.['application/json'] ?? content?.[ndjsonMediaType]
  const body = json?.schema ?? { type: 'string' }
  const properties = {
    path: partSchema(operation.parameters, 'path', false),
    query: partSchema(operation.parameters, 'query', false),
    headers: partSchema(operation.parameters, 'header', true),
    ...(operation.requestBody === undefined ? {} : { body }),
  }
  return {
    type: 'object',
    required: Object.keys(properties),
    additionalProperties: false,
    properties,
    components: { schemas: components.schemas },
  }
}

function partSchema(parameters: readonly Parameter[], part: Parameter['in'], open: boolean): Schema {
  const own = parameters.filter((parameter) => parameter.in === part)
  const key = (parameter: Parameter) => (part === 'header' ? parameter.name.toLowerCase() : parameter.name)
  return {
    type: 'object',
    required: own.filter((parameter) => parameter.required).map(key),
    properties: Object.fromEntries(own.map((parameter) => [key(parameter), parameter.schema])),
    ...(open ? {} : { additionalProperties: false }),
  }
}
