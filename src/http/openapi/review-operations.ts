import { reviewStatuses } from '../../reviews/reviews.ts'
import { decisionExample } from './decision-examples.ts'
import type { Parameter } from './document.ts'
import {
  amountSchema,
  closedBody,
  cursorParameter,
  jsonBody,
  pathParameter,
  reasonSchema,
  timeSchema,
  uuidSchema,
} from './inputs.ts'
import { jsonResponse, pageOf } from './json-responses.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { filterParameter, limitParameter } from './parameters.ts'
import { listOf, objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const tag = 'Reviews'

const text: Schema = { type: 'string' }
const textOrNull: Schema = { type: ['string', 'null'] }
const count: Schema = { type: 'integer', minimum: 0 }

/** What the operations on reviews take and answer. */
export const reviewSchemas: { readonly [name: string]: Schema } = {
  ReviewResolution: objectOf({
    outcome: { type: 'string', enum: ['approve', 'deny'] },
    amount: orNull(schemaRef('Amount')),
    note: text,
    resolved_by: text,
    resolved_at: schemaRef('Instant'),
  }),
  ReviewTask: objectOf({
    decision_id: text,
    status: { type: 'string', enum: reviewStatuses, description: '`overdue` waits past its due time.' },
    account: text,
    order: text,
    reason_code: text,
    rule: textOrNull,
    level: { type: 'string', description: 'Who has to look at it.' },
    proposed: { ...orNull(schemaRef('Amount')), description: 'What may be approved as it stands.' },
    currency: textOrNull,
    method: textOrNull,
    missing_facts: listOf(text),
    asked_at: schemaRef('Instant'),
    target_by: schemaRef('Instant'),
    due_by: schemaRef('Instant'),
    escalated_at: orNull(schemaRef('Instant')),
    resolution: {
      ...orNull(schemaRef('ReviewResolution')),
      description: 'Null while it waits, and where a newer decision superseded it.',
    },
  }),
  ReviewPage: pageOf('ReviewTask'),
  ReviewSummary: objectOf({
    waiting: { ...count, description: 'Overdue ones included.' },
    overdue: count,
    next_due_by: orNull(schemaRef('Instant')),
    levels: { type: 'object', additionalProperties: objectOf({ waiting: count, overdue: count }) },
  }),
  ReviewResolutionRequest: closedBody(
    {
      outcome: { type: 'string', enum: ['approve', 'deny'] },
      amount: { ...amountSchema, description: 'Without it what was proposed is approved. Only with `approve`.' },
      method: {
        type: 'string',
        minLength: 1,
        maxLength: 100,
        description: "Without it as proposed, or the policy's only one. Only with `approve`.",
      },
      note: reasonSchema,
    },
    ['amount', 'method'],
  ),
  ReviewExtensionRequest: closedBody({ due_by: timeSchema, reason: reasonSchema }),
}

const reviewExample = {
  decision_id: decisionExample.id,
  status: 'waiting',
  account: 'a-1',
  order: 'o-1',
  reason_code: 'fraud_suspected',
  rule: 'fraud-suspected',
  level: 'manager',
  proposed: '0.04368',
  currency: 'USD',
  method: 'balance_credit',
  missing_facts: [],
  asked_at: '2026-11-23T08:00:00.000Z',
  target_by: '2026-11-24T08:00:00.000Z',
  due_by: '2026-11-26T08:00:00.000Z',
  escalated_at: null,
  resolution: null,
}

const resolvedExample = {
  ...reviewExample,
  status: 'resolved',
  resolution: {
    outcome: 'approve',
    amount: '0.04368',
    note: 'The customer is well known.',
    resolved_by: 'maria',
    resolved_at: '2026-11-23T10:00:00.000Z',
  },
}

const decisionId = pathParameter(
  'decision_id',
  'Id of the decision that asked for the review.',
  uuidSchema,
  decisionExample.id,
)

const statusParameter: Parameter = {
  name: 'status',
  in: 'query',
  required: false,
  description: '`waiting` includes those that are overdue.',
  schema: { type: 'string', enum: reviewStatuses, default: 'waiting' },
  example: 'overdue',
}

/** The operations on reviews. */
export const reviewOperations: readonly OperationDeclaration[] = [
  {
    id: 'listReviews',
    method: 'get',
    path: '/v1/reviews',
    tag,
    summary: 'Find reviews',
    description: 'In pages: those that wait with the earliest due first, resolved ones with the newest first.',
    parameters: [
      statusParameter,
      filterParameter('level', 'Reviews of this level.', 'manager'),
      cursorParameter,
      limitParameter,
    ],
    answers: {
      200: jsonResponse('One page of reviews.', 'ReviewPage', { items: [reviewExample], next_cursor: null }),
    },
    problems: [],
  },
  {
    id: 'getReviewSummary',
    method: 'get',
    path: '/v1/reviews/summary',
    tag,
    summary: 'Count the reviews that wait',
    description: 'How many wait and how many are overdue, by level, and when the next is due.',
    parameters: [],
    answers: {
      200: jsonResponse('The counts.', 'ReviewSummary', {
        waiting: 3,
        overdue: 1,
        next_due_by: '2026-11-23T07:00:00.000Z',
        levels: { support: { waiting: 2, overdue: 1 }, manager: { waiting: 1, overdue: 0 } },
      }),
    },
    problems: [],
  },
  {
    id: 'getReview',
    method: 'get',
    path: '/v1/reviews/{decision_id}',
    tag,
    summary: 'Read a review',
    description: 'A decision that waits for a person, or waited, with what is proposed and how it was resolved.',
    parameters: [decisionId],
    answers: { 200: jsonResponse('The review.', 'ReviewTask', reviewExample) },
    problems: ['review_not_found'],
  },
  {
    id: 'resolveReview',
    method: 'post',
    path: '/v1/reviews/{decision_id}/resolution',
    tag,
    summary: 'Resolve a review',
    description:
      'Approves up to the charge less what the order already got, and credits it, or denies. A review is resolved ' +
      'once. A 409 `review_not_ready` says what to do first.',
    parameters: [decisionId],
    requestBody: jsonBody('The outcome, and why.', 'ReviewResolutionRequest', {
      outcome: 'approve',
      note: 'The customer is well known.',
    }),
    answers: { 200: jsonResponse('The resolved review.', 'ReviewTask', resolvedExample) },
    problems: ['review_not_found', 'review_already_resolved', 'review_not_ready', 'refund_too_large'],
  },
  {
    id: 'extendReview',
    method: 'post',
    path: '/v1/reviews/{decision_id}/extension',
    tag,
    summary: 'Give a review more time',
    description: 'Sets a later due time, for a reason that stays with the entry.',
    parameters: [decisionId],
    requestBody: jsonBody('The new due time (RFC 3339), and why.', 'ReviewExtensionRequest', {
      due_by: '2026-11-28T08:00:00Z',
      reason: 'The supplier answers on Friday.',
    }),
    answers: {
      200: jsonResponse('The review as it is now.', 'ReviewTask', {
        ...reviewExample,
        due_by: '2026-11-28T08:00:00.000Z',
      }),
    },
    problems: ['review_not_found', 'review_already_resolved'],
  },
]
