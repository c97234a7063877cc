import type { Header, ResponseObject } from './document.ts'
import { listOf, objectOf, type Schema, schemaRef } from './schema.ts'

/** A JSON answer with the form of the named schema. */
export function jsonResponse(description: string, schema: string, example: unknown): ResponseObject {
  return { description, content: { 'application/json': { schema: schemaRef(schema), example } } }
}

const idempotencyReplayed: Header = {
  description: 'Says that the answer is a stored one.',
  required: true,
  schema: { type: 'string', const: 'true' },
  example: 'true',
}

/** A stored answer, given again. */
export function replayedResponse(schema: string, example: unknown): ResponseObject {
  return {
    ...jsonResponse('The stored answer to the same request, given again. Nothing new is stored.', schema, example),
    headers: { 'Idempotency-Replayed': idempotencyReplayed },
  }
}

/** One page of a list. */
export function pageOf(schema: string): Schema {
  return objectOf({
    items: listOf(schemaRef(schema)),
    next_cursor: {
      type: ['string', 'null'],
      description:
        'For the next page; null on the last. Where there are filters a page before the last may hold fewer ' +
        'than `limit`, or nothing: go on until this is null.',
    },
  })
}
