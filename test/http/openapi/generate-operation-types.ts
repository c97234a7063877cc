import { compile } from 'json-schema-to-typescript'
import { httpMethods, type ResponseObject } from '../../../src/http/openapi/document.ts'
import { openApiDocument } from '../../../src/http/openapi/open-api-document.ts'
import type { Schema } from '../../../src/http/openapi/schema.ts'
import { requestSchema } from '../../../src/http/operations/request-schema.ts'

/** The text of src/http/openapi/operation-types.generated.ts: one interface `Operations` with request and JSON answer of each operation. */
export async function generateOperationTypes(): Promise<string> {
  const document = openApiDocument('0.0.0')
  const operations: Record<string, Schema> = {}
  for (const path of Object.values(document.paths)) {
    for (const method of httpMethods) {
      const operation = path[method]
      if (operation === undefined) continue
      const { components: _, ...request } = requestSchema(operation, document.components)
      const answer = jsonAnswerOf(operation.responses)
      operations[operation.operationId] = closed({ request, ...(answer === undefined ? {} : { answer }) })
    }
  }
  const schema = { ...closed(operations), components: { schemas: document.components.schemas } }
  return await compile(withoutDescriptions(schema) as Schema, 'Operations', {
    additionalProperties: false,
    bannerComment: '/** Generated from the OpenAPI document: run its test with UPDATE_GOLDEN=1, do not edit. */',
    declareExternallyReferenced: true,
    ignoreMinAndMaxItems: true,
    style: { semi: false, singleQuote: true, printWidth: 120 },
  })
}

function jsonAnswerOf(responses: { readonly [status: string]: ResponseObject | Schema }): Schema | undefined {
  const success = (responses['201'] ?? responses['200']) as ResponseObject | undefined
  return success?.content?.['application/json']?.schema
}

function closed(properties: Record<string, unknown>): Schema {
  return { type: 'object', required: Object.keys(properties), additionalProperties: false, properties }
}

/** Descriptions beside a reference would give each use a type of its own. */
function withoutDescriptions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDescriptions)
  if (typeof value !== 'object' || value === null) return value
  if ('$ref' in value) return { $ref: value.$ref }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, member]) => !(name === 'description' && typeof member === 'string'))
      .map(([name, member]) => [name, withoutDescriptions(member)]),
  )
}
