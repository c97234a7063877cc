import { decisionExample, decisionPreviewExample, decisionRequestExample } from './decision-examples.ts'
import { decisionFilters } from './decision-filters.ts'
import type { Parameter, RequestBody, ResponseObject } from './document.ts'
import { cursorParameter, pathParameter, uuidSchema } from './inputs.ts'
import { jsonResponse } from './json-responses.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { limitParameter, listParameter, locationHeader } from './parameters.ts'
import { receiptExample } from './receipt-schemas.ts'
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

function decided(description: string): ResponseObject {
  return {
    description,
    headers: { Location: locationHeader },
    content: { 'application/json': { schema: schemaRef('Decision'), example: decisionExample } },
  }
}

const decisionId = pathParameter('id', 'Id of the decision.', uuidSchema, decisionExample.id)

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
      'answers. Send every status that an order gets, and every claim of a customer: a report that brings nothing new ' +
      'credits nothing and asks for nothing. To refuse a refund is a normal answer. Do what `actions` asks, under the ' +
      'id of each; credit `refund.amount` where the money lives elsewhere, and report the delivery.',
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
    description:
      'One stored decision; on demand with the facts that it was made on, how it came about and the hash of its entry.',
    parameters: [
      decisionId,
      listParameter('include', 'What to add: any of `facts`, `trace`, `entry`.', {
        words: ['facts', 'trace', 'entry'],
        example: ['facts', 'trace'],
      }),
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
    id: 'getReceipt',
    method: 'get',
    path: '/v1/decisions/{id}/receipt',
    tag,
    summary: 'Get a receipt',
    description:
      'Proves, without this service, what was decided and that it stands in the store that a signed checkpoint is over: ' +
      '`refund-policy receipt verify`. Keep it to the byte. For a key that may read facts the values behind the ' +
      'commitments are told with their salt, unless `values=closed`.',
    parameters: [
      decisionId,
      {
        name: 'values',
        in: 'query',
        required: false,
        description: 'Whether facts and message are told, or their commitments alone.',
        schema: { type: 'string', enum: ['opened', 'closed'], default: 'opened' },
        example: 'closed',
      },
    ],
    answers: { 200: jsonResponse('The receipt.', 'Receipt', receiptExample) },
    problems: ['decision_not_found', 'receipt_not_ready'],
  },
  {
    id: 'listDecisions',
    method: 'get',
    path: '/v1/decisions',
    tag,
    summary: 'Find decisions',
    description: 'Newest first, in pages. Filters join with "and" and compare exactly.',
    parameters: [...decisionFilters, cursorParameter, limitParameter],
    answers: {
      200: jsonResponse('One page of decisions.', 'DecisionPage', { items: [decisionExample], next_cursor: null }),
    },
    problems: [],
  },
]
