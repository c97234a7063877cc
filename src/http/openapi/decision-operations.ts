import { decisionExample, decisionPreviewExample, decisionRequestExample } from './decision-examples.ts'
import type { Parameter, RequestBody, ResponseObject } from './document.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { filterParameter, limitParameter, locationHeader, policyNameSchema, versionSchema } from './parameters.ts'
import { schemaRef } from './schema.ts'

const tag = 'Decisions'

/** The header that makes a retry safe. */
export const idempotencyKeyParameter: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Makes a retry safe: the same key with the same body of the same account is answered with the stored answer, ' +
    'also after a publish. 1 to 255 visible ASCII characters, bare or as a quoted string (RFC 8941).',
  schema: {
    type: 'string',
    pattern: '^(?:[!#-~][!-~]{0,254}|"(?:[!#-\\[\\]-~]|\\\\["\\\\]){1,255}")$',
  },
  example: '8e03978e-40d5-43dd-bc93-6894a57f9324',
}

const questionBody: RequestBody = {
  description: 'What is known of the order and its account.',
  required: true,
  content: {
    'application/json': {
      schema: schemaRef('DecisionRequest'),
      examples: { partial: { summary: 'An order that ended as partial', value: decisionRequestExample } },
    },
  },
}

const timeParameter = (name: string, description: string, example: string): Parameter => ({
  name,
  in: 'query',
  required: false,
  description,
  schema: { type: 'string', format: 'date-time', maxLength: 40 },
  example,
})

function decided(description: string): ResponseObject {
  return {
    description,
    headers: { Location: locationHeader },
    content: { 'application/json': { schema: schemaRef('Decision'), example: decisionExample } },
  }
}

const replayed: ResponseObject = {
  ...decided('The stored answer to the same request, given again. Nothing new is stored.'),
  headers: {
    Location: locationHeader,
    'Idempotency-Replayed': {
      description: 'Says that the answer is a stored one.',
      required: true,
      schema: { type: 'string', const: 'true' },
      example: 'true',
    },
  },
}

/** The operations that decide and that find decisions. */
export const decisionOperations: readonly OperationDeclaration[] = [
  {
    id: 'createDecision',
    method: 'post',
    path: '/v1/decisions',
    tag,
    summary: 'Decide a refund',
    description:
      "Decides by the policy's active version and stores the decision, and the credit that follows from it, before it " +
      'answers. To refuse a refund is a normal answer.',
    parameters: [idempotencyKeyParameter],
    requestBody: questionBody,
    answers: { 200: replayed, 201: decided('The decision, stored.') },
    problems: ['policy_not_found', 'invalid_facts', 'order_conflict', 'idempotency_key_reused'],
  },
  {
    id: 'previewDecision',
    method: 'post',
    path: '/v1/decisions/preview',
    tag,
    summary: 'See what would be decided',
    description: 'The same calculation; nothing is stored and nothing counts in any history.',
    parameters: [],
    requestBody: questionBody,
    answers: {
      200: {
        description: 'What would be decided now.',
        content: { 'application/json': { schema: schemaRef('DecisionPreview'), example: decisionPreviewExample } },
      },
    },
    problems: ['policy_not_found', 'invalid_facts', 'order_conflict'],
  },
  {
    id: 'getDecision',
    method: 'get',
    path: '/v1/decisions/{id}',
    tag,
    summary: 'Read a decision',
    description: 'One stored decision; on demand with the facts that it was made on and how it came about.',
    parameters: [
      {
        name: 'id',
        in: 'path',
        required: true,
        description: 'Id of the decision.',
        schema: { type: 'string', format: 'uuid' },
        example: decisionExample.id,
      },
      {
        name: 'include',
        in: 'query',
        required: false,
        description: 'What to add: `facts`, `trace` or both, with a comma between.',
        schema: { type: 'array', items: { type: 'string', enum: ['facts', 'trace'] }, minItems: 1, uniqueItems: true },
        style: 'form',
        explode: false,
        example: ['facts', 'trace'],
      },
    ],
    answers: {
      200: {
        description: 'The decision.',
        content: { 'application/json': { schema: schemaRef('ExplainedDecision'), example: decisionExample } },
      },
    },
    problems: ['decision_not_found'],
  },
  {
    id: 'listDecisions',
    method: 'get',
    path: '/v1/decisions',
    tag,
    summary: 'Find decisions',
    description: 'Newest first, in pages. Filters join with "and" and compare exactly.',
    parameters: [
      filterParameter('order_id', 'Decisions about this order.', 'o-1'),
      filterParameter('account_id', 'Decisions about orders of this account.', 'a-1'),
      {
        name: 'outcome',
        in: 'query',
        required: false,
        description: 'Decisions with this outcome.',
        schema: { type: 'string', enum: ['approve', 'deny', 'review'] },
        example: 'approve',
      },
      filterParameter('clause', 'Decisions under this clause.', '2.b'),
      filterParameter('rule', 'Decisions by this rule.', 'undelivered-part'),
      {
        name: 'policy',
        in: 'query',
        required: false,
        description: 'Decisions by this policy.',
        schema: policyNameSchema,
        example: 'smm-panel',
      },
      {
        name: 'policy_version',
        in: 'query',
        required: false,
        description: 'Decisions by this version.',
        schema: versionSchema,
        example: 1,
      },
      timeParameter('from', 'Decided at this time or later (RFC 3339).', '2026-11-01T00:00:00Z'),
      timeParameter('to', 'Decided before this time (RFC 3339).', '2026-12-01T00:00:00Z'),
      {
        name: 'cursor',
        in: 'query',
        required: false,
        description: 'The `next_cursor` of the page before.',
        schema: { type: 'string', minLength: 1, maxLength: 512 },
      },
      limitParameter,
    ],
    answers: {
      200: {
        description: 'One page of decisions.',
        content: {
          'application/json': {
            schema: schemaRef('DecisionPage'),
            example: { items: [decisionExample], next_cursor: null },
          },
        },
      },
    },
    problems: [],
  },
]
