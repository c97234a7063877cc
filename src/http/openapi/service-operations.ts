import type { ResponseObject } from './document.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { objectOf, type Schema } from './schema.ts'

const tag = 'Service'

function content(description: string, mediaType: string, schema: Schema): { readonly 200: ResponseObject } {
  return { 200: { description, content: { [mediaType]: { schema } } } }
}

const anyObject: Schema = { type: 'object', additionalProperties: true }
const html: Schema = { type: 'string' }

const state = (word: string): Schema => objectOf({ status: { type: 'string', const: word } })

/** The schema of policies, the description of the API and the state of the service. */
export const serviceOperations: readonly OperationDeclaration[] = [
  {
    id: 'getPolicyDocumentSchema',
    method: 'get',
    path: '/policy.schema.json',
    tag: 'Public pages',
    summary: 'The schema of policy documents',
    description: 'JSON Schema of the form of a policy, with which editors complete and check it.',
    parameters: [],
    answers: content('The schema.', 'application/schema+json', anyObject),
    problems: [],
  },
  {
    id: 'getHealth',
    method: 'get',
    path: '/healthz',
    tag,
    summary: 'Does it run?',
    description: 'Answers as long as the process serves requests.',
    parameters: [],
    answers: content('It runs.', 'application/json', state('ok')),
    problems: [],
  },
  {
    id: 'getReadiness',
    method: 'get',
    path: '/readyz',
    tag,
    summary: 'Can it decide?',
    description:
      'Answers whether a decision could be stored: the store can be read, its file is the one that was opened and can be ' +
      'written, its disk has the room that the settings ask for, and the last write did not fail. Takes no lock. ' +
      '`differing_evaluators` names policies (`policy: evaluator`) whose quicker evaluator is not used because it does ' +
      'not rule as the reference does; decisions are right all the same.',
    parameters: [],
    answers: content(
      'It can.',
      'application/json',
      objectOf({
        status: { type: 'string', const: 'ready' },
        differing_evaluators: { type: 'array', items: { type: 'string' } },
      }),
    ),
    problems: ['store_unavailable'],
  },
  {
    id: 'getMetrics',
    method: 'get',
    path: '/metrics',
    tag,
    summary: 'Figures for Prometheus',
    description:
      'What happened since the start, and how the store stands, in the text format of Prometheus. Where several ' +
      'processes serve the port it is the sum over all of them, and of what is asked of the store the largest answer.',
    parameters: [],
    answers: content('The metrics.', 'text/plain', { type: 'string' }),
    problems: [],
  },
  {
    id: 'getOpenApiDocument',
    method: 'get',
    path: '/openapi.json',
    tag,
    summary: 'This document',
    description: 'The OpenAPI 3.1 document that requests are checked against.',
    parameters: [],
    answers: content('The document.', 'application/json', anyObject),
    problems: [],
  },
  {
    id: 'getDocs',
    method: 'get',
    path: '/docs',
    tag,
    summary: 'The API, to read and to try',
    description: 'A page made from this document.',
    parameters: [],
    answers: content('The page.', 'text/html', html),
    problems: [],
  },
]
