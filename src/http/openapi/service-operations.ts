import type { ResponseObject } from './document.ts'
import { jsonResponse } from './json-responses.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const tag = 'Service'

function content(description: string, mediaType: string, schema: Schema): { readonly 200: ResponseObject } {
  return { 200: { description, content: { [mediaType]: { schema } } } }
}

const anyObject: Schema = { type: 'object', additionalProperties: true }
const html: Schema = { type: 'string' }

const state = (word: string): Schema => objectOf({ status: { type: 'string', const: word } })

const count: Schema = { type: 'integer', minimum: 0 }

/** What is told of the service as a whole. */
export const serviceSchemas: { readonly [name: string]: Schema } = {
  ServiceState: objectOf({
    version: { type: 'string', description: 'Of the service.' },
    node: { type: 'string', description: 'The version of Node.js that it runs on.' },
    store: schemaRef('StoreState'),
    ready: { type: 'boolean', description: 'Whether a decision could be stored now, as `/readyz` says.' },
    reason: { type: ['string', 'null'], description: 'The code of the problem where it could not.' },
    differing_evaluators: {
      type: 'array',
      items: { type: 'string' },
      description: 'Policies whose quicker evaluator is not used (`policy: evaluator`).',
    },
    checkpoint: {
      ...orNull(schemaRef('NewestCheckpoint')),
      description: 'The newest one that was signed; null before the first. It is not compared here.',
    },
    verified: {
      ...orNull(schemaRef('NotedVerification')),
      description: 'The last `refund-policy verify --note`; null where none was noted.',
    },
  }),
  StoreState: objectOf({
    kind: { type: 'string', enum: ['sqlite', 'mongodb', 'memory'] },
    schema: { type: ['string', 'null'], description: 'The newest step of its form; null in memory.' },
    id: {
      type: ['string', 'null'],
      description: 'The hash of the first entry of its audit log: the same in every copy, another in any other store.',
    },
  }),
  NewestCheckpoint: objectOf({
    size: { ...count, description: 'How many entries of the feed it covers.' },
    time: { ...schemaRef('Instant'), description: 'When it was signed.' },
    origin: { type: 'string', description: 'The key that signed it.' },
  }),
  NotedVerification: objectOf({
    at: { ...schemaRef('Instant'), description: 'When it ended.' },
    by: { type: 'string', description: 'Who noted it.' },
    up_to: { ...count, description: 'The last number of the feed that was walked.' },
    entries: { ...count, description: 'Entries of accounts that were proved.' },
    faults: { ...count, description: 'What was wrong.' },
  }),
}

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
    id: 'getService',
    method: 'get',
    path: '/v1/service',
    tag,
    summary: 'What runs here?',
    description:
      'The service, what keeps its store (not where), whether it could decide, its newest checkpoint, and the last ' +
      'verification of the whole store that was noted. Every key may ask.',
    parameters: [],
    answers: {
      200: jsonResponse('The service.', 'ServiceState', {
        version: '0.1.0',
        node: 'v20.20.2',
        store: {
          kind: 'sqlite',
          schema: '0003-responses',
          id: '8f14e45fceea167a5a36dedd4bea2543e2b3e5f0d9f6f0a5b8c0f2d1a3b4c5d6',
        },
        ready: true,
        reason: null,
        differing_evaluators: [],
        checkpoint: { size: 20_114, time: '2026-11-29T00:00:04.000Z', origin: 'refunds.example' },
        verified: { at: '2026-11-29T02:10:51.000Z', by: 'command-line', up_to: 20_114, entries: 20_098, faults: 0 },
      }),
    },
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
