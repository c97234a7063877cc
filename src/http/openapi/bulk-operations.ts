import { decisionExample, decisionRequestExample } from './decision-examples.ts'
import { decisionProperties } from './decision-schemas.ts'
import { ndjsonMediaType } from './document.ts'
import { closedBody, policyOfBody, uuidSchema } from './inputs.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { objectOf, type Schema, schemaRef } from './schema.ts'

/** In characters. */
export const longestLineName = 255

const lineName: Schema = {
  type: ['string', 'integer'],
  maxLength: longestLineName,
  description: 'What you call the line, to be given back with its answer.',
}

const answeredLine: Schema = {
  type: ['string', 'integer'],
  description: 'The `line` of the request; its number in this stream, from 1, where it has none or cannot be read.',
}

/** What a line asks, and what it is answered with. */
export const bulkSchemas: { readonly [name: string]: Schema } = {
  BulkDecisionRequest: closedBody(
    {
      line: lineName,
      idempotency_key: {
        type: 'string',
        pattern: '^[!-~]{1,255}$',
        description: 'As in the header `Idempotency-Key`: here every line needs one, so that it can be sent again.',
      },
      policy: policyOfBody,
      facts: schemaRef('Facts'),
    },
    ['line', 'policy'],
  ),
  BulkAnswer: {
    oneOf: [schemaRef('BulkDecision'), schemaRef('BulkProblem')],
    description: 'The decision as `POST /v1/decisions` answers it, or a problem document; both with their status.',
  },
  BulkDecision: objectOf(
    {
      line: answeredLine,
      status: { type: 'integer', enum: [200, 201], description: '200 where it is a stored answer, given again.' },
      id: uuidSchema,
      ...decisionProperties,
    },
    ['label'],
  ),
  BulkProblem: {
    allOf: [
      schemaRef('Problem'),
      {
        ...objectOf({
          line: {
            type: ['string', 'integer', 'null'],
            description: 'As in an answer; null in the last line of a service that stops.',
          },
        }),
        additionalProperties: true,
      },
    ],
  },
}

/** Decides a stream of requests. */
export const bulkOperations: readonly OperationDeclaration[] = [
  {
    id: 'decideInBulk',
    ownTime: true,
    method: 'post',
    path: '/v1/decisions/bulk',
    tag: 'Decisions',
    summary: 'Decide many refunds',
    description:
      'NDJSON in, NDJSON out: each line is one request as for `POST /v1/decisions` with its `idempotency_key`, and is ' +
      'answered by one line, in the order of the lines. Empty lines are skipped. A line that is refused does not stop ' +
      'the next. A stream may be of any length; a line is limited as a body is. Lines of one account are decided in ' +
      'their order, others side by side. Read the answers while you send: nothing more is read of a stream whose ' +
      'answers nobody reads, and one on which nothing moves for five minutes is cut off. After a connection that ' +
      'broke send again from the first line without an answer: its key gets the stored answer if it was decided. A ' +
      'service that stops answers what it has read, then ends with a line `service_draining` that names the last ' +
      'line it answered.',
    parameters: [],
    requestBody: {
      description: 'One request a line, in UTF-8, ended by LF or CR LF. The schema is that of a line.',
      required: true,
      content: {
        [ndjsonMediaType]: {
          schema: schemaRef('BulkDecisionRequest'),
          example: { line: 1, idempotency_key: 'o-1-partial', ...decisionRequestExample },
        },
      },
    },
    answers: {
      200: {
        description: 'One answer a line. The schema is that of a line.',
        content: {
          [ndjsonMediaType]: { schema: schemaRef('BulkAnswer'), example: { line: 1, status: 201, ...decisionExample } },
        },
      },
    },
    problems: ['policy_not_found', 'invalid_facts', 'order_conflict', 'idempotency_key_reused', 'service_draining'],
  },
]
