import { listedStatuses, reviewStatuses } from '../../reviews/reviews.ts'
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
import { resolvedExample, reviewExample } from './review-examples.ts'
import { listOf, objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const tag = 'Reviews'

const text: Schema = { type: 'string' }
const textOrNull: Schema = { type: ['string', 'null'] }
const count: Schema = { type: 'integer', minimum: 0 }

export const reviewSchemas: { readonly [name: string]: Schema } = {
  ReviewTask: objectOf({
    decision_id: { type: 'string', description: 'Its name for good: what asked first.' },
    asked_by: {
      type: ['string', 'null'],
      description: 'The decision that it is about now; null once it ended, and where no request asked for it.',
    },
    status: {
      type: 'string',
      enum: reviewStatuses,
      description: '`overdue` waits past its due time; `superseded`: a newer decision took its place.',
    },
    account: text,
    order: text,
    part: { type: ['string', 'null'], description: 'What of the order it is about; null for the whole.' },
    policy: text,
    reason_code: text,
    rule: textOrNull,
    level: { type: 'string', description: 'Who has to look at it.' },
    proposed: {
      ...orNull(schemaRef('Amount')),
      description: 'What may be approved as the order stands now: worked out at every reading.',
    },
    currency: textOrNull,
    method: textOrNull,
    missing_facts: listOf(text),
    overlap: {
      ...orNull(schemaRef('Amount')),
      description: 'With `recovery`: what the order got more than it may.',
    },
    actions: {
      ...listOf(schemaRef('Action')),
      description: 'While it waits: given for that time. Once approved: given with the approval.',
    },
    asked_at: schemaRef('Instant'),
    target_by: schemaRef('Instant'),
    due_by: schemaRef('Instant'),
    escalated_at: orNull(schemaRef('Instant')),
    resolution: {
      ...orNull(schemaRef('Resolution')),
      description: 'Null while it waits, and where it was superseded.',
    },
    superseded_by: { type: ['string', 'null'], description: 'The decision that took its place.' },
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
      amount: {
        ...amountSchema,
        description:
          'Without it what is proposed is approved. Below the proposal the rest is denied. At most the decimals of the ' +
          'currency, or exactly the rest that is due. Only with `approve`.',
      },
      proposed: {
        ...amountSchema,
        description:
          'The proposal that the reviewer was shown: if it is another by now nothing is approved, and a 409 ' +
          '`proposal_changed` says the new one. Only with `approve`.',
      },
      method: {
        type: 'string',
        minLength: 1,
        maxLength: 100,
        description: "Without it as proposed, or the policy's only one. Only with `approve`.",
      },
      note: reasonSchema,
    },
    ['amount', 'proposed', 'method'],
  ),
  ReopenRequest: closedBody({ reason: reasonSchema }),
  ReviewExtensionRequest: closedBody({ due_by: timeSchema, reason: reasonSchema }),
}

const decisionId = pathParameter(
  'decision_id',
  'The `decision_id` of the review, or the id of a decision that joined it.',
  uuidSchema,
  decisionExample.id,
)

const reopenedId = pathParameter('id', 'Id of the decision.', uuidSchema, decisionExample.id)

const statusParameter: Parameter = {
  name: 'status',
  in: 'query',
  required: false,
  description: '`waiting` includes those that are overdue.',
  schema: { type: 'string', enum: listedStatuses, default: 'waiting' },
  example: 'overdue',
}

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
      'Approves up to what the order may still get, and credits it, or denies. The approval gives the actions of the ' +
      'rule that led to it. A denial holds: in the same state the order stays denied, whatever is reported. Approving ' +
      "needs a key whose review level reaches the review's, and what the amount calls for: a 403 `review_level_too_low` " +
      'names the level. A review is resolved once. A 409 `review_not_ready` says what to do first.',
    parameters: [decisionId],
    requestBody: jsonBody('The outcome, and why.', 'ReviewResolutionRequest', {
      outcome: 'approve',
      note: 'The customer is well known.',
    }),
    answers: { 200: jsonResponse('The resolved review.', 'ReviewTask', resolvedExample) },
    problems: [
      'review_not_found',
      'review_already_resolved',
      'review_not_ready',
      'review_level_too_low',
      'refund_too_large',
      'proposal_changed',
    ],
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
  {
    id: 'reopenDecision',
    method: 'post',
    path: '/v1/decisions/{id}/reopen',
    tag,
    summary: 'Have a decision looked at again',
    description:
      'Makes a review of any decision that no later report takes the place of; its approval lifts a denial. The answer ' +
      'is the review.',
    parameters: [reopenedId],
    requestBody: jsonBody('Why.', 'ReopenRequest', { reason: 'The customer sent a photograph.' }),
    answers: { 201: jsonResponse('The review that waits now.', 'ReviewTask', reviewExample) },
    problems: ['decision_not_found', 'review_waits', 'review_not_ready'],
  },
]
