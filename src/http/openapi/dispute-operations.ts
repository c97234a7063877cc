import { disputeClosings } from '../../journal/kinds/dispute-closed.ts'
import { decisionExample } from './decision-examples.ts'
import {
  amountSchema,
  closedBody,
  currencySchema,
  cursorParameter,
  identitySchema,
  jsonBody,
  pathParameter,
  policyOfBody,
  timeSchema,
  uuidSchema,
} from './inputs.ts'
import { jsonResponse, pageOf, replayedResponse } from './json-responses.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { limitParameter } from './parameters.ts'
import { listOf, objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const tag = 'Disputes'

const text: Schema = { type: 'string' }
const textOrNull: Schema = { type: ['string', 'null'] }
const outcomes = ['none', 'warn', 'suspend', 'terminate', 'ban']

/** What the operations on disputes take and answer. */
export const disputeSchemas: { readonly [name: string]: Schema } = {
  Dispute: objectOf({
    id: text,
    account: text,
    order: textOrNull,
    payment_reference: text,
    amount: schemaRef('Amount'),
    currency: text,
    opened_at: schemaRef('Instant'),
    support_contacted_at: orNull(schemaRef('Instant')),
    outcome: { type: 'string', enum: outcomes, description: 'What the policy says of it.' },
    reason_code: text,
    message: { type: 'string', description: 'For the customer.' },
    rule: textOrNull,
    clause: { type: ['string', 'null'], description: 'Id of the clause.' },
    actions: listOf(schemaRef('Action')),
    standing: { ...schemaRef('Standing'), description: 'Of the account, afterwards.' },
    policy: orNull(schemaRef('PolicyReference')),
    reported_at: schemaRef('Instant'),
    status: { type: 'string', enum: ['open', ...disputeClosings] },
    closed_at: orNull(schemaRef('Instant')),
  }),
  DisputePage: pageOf('Dispute'),
  DisputeNotice: closedBody(
    {
      policy: policyOfBody,
      account: identitySchema,
      payment_reference: {
        ...identitySchema,
        description: 'The payment that is disputed: the same one again is the same dispute.',
      },
      order: { ...identitySchema, description: 'The order it paid for; absent where it topped up a balance.' },
      amount: amountSchema,
      currency: currencySchema,
      opened_at: timeSchema,
      support_contacted_at: { ...timeSchema, description: 'When the customer first wrote to support about it.' },
    },
    ['policy', 'order', 'support_contacted_at'],
  ),
  DisputeOutcomeRequest: closedBody({ outcome: { type: 'string', enum: disputeClosings } }),
}

const disputeExample = {
  id: decisionExample.id,
  account: 'a-1',
  order: 'o-1',
  payment_reference: 'pay-1',
  amount: '25.00',
  currency: 'USD',
  opened_at: '2026-11-22T10:00:00.000Z',
  support_contacted_at: null,
  outcome: 'suspend',
  reason_code: 'dispute_without_contact',
  message: 'You opened a dispute on payment pay-1 without talking to our support first. Your account is suspended.',
  rule: 'dispute-first-time',
  clause: '5',
  actions: [],
  standing: 'suspended',
  policy: decisionExample.policy,
  reported_at: '2026-11-23T08:00:00.000Z',
  status: 'open',
  closed_at: null,
}

const noticeExample = {
  account: 'a-1',
  payment_reference: 'pay-1',
  order: 'o-1',
  amount: '25.00',
  currency: 'USD',
  opened_at: '2026-11-22T10:00:00Z',
}

const disputeId = pathParameter('id', 'Id of the dispute.', uuidSchema, decisionExample.id)

/** The operations on disputes. */
export const disputeOperations: readonly OperationDeclaration[] = [
  {
    id: 'reportDispute',
    method: 'post',
    path: '/v1/disputes',
    tag,
    summary: 'Report a payment dispute',
    description:
      "Decides a chargeback or payment dispute by the policy's dispute rules and stores it. While it is open, what " +
      'would be paid for its order waits for a person.',
    parameters: [],
    requestBody: jsonBody('The notice of the bank or payment provider.', 'DisputeNotice', noticeExample),
    answers: {
      200: replayedResponse('Dispute', disputeExample),
      201: jsonResponse('The dispute, decided and stored.', 'Dispute', disputeExample),
    },
    problems: ['policy_not_found', 'invalid_facts', 'order_conflict', 'dispute_conflict'],
  },
  {
    id: 'listDisputes',
    method: 'get',
    path: '/v1/disputes',
    tag,
    summary: 'List the disputes',
    description: 'Newest first, in pages.',
    parameters: [cursorParameter, limitParameter],
    answers: {
      200: jsonResponse('One page of disputes.', 'DisputePage', { items: [disputeExample], next_cursor: null }),
    },
    problems: [],
  },
  {
    id: 'getDispute',
    method: 'get',
    path: '/v1/disputes/{id}',
    tag,
    summary: 'Read a dispute',
    description: 'What was reported, what the policy said of it, and how it ended.',
    parameters: [disputeId],
    answers: { 200: jsonResponse('The dispute.', 'Dispute', disputeExample) },
    problems: ['dispute_not_found'],
  },
  {
    id: 'closeDispute',
    method: 'post',
    path: '/v1/disputes/{id}/outcome',
    tag,
    summary: 'Close a dispute',
    description:
      'Notes how it ended. A lost dispute has paid the whole charge back: nothing more is credited for its order, and ' +
      'credit that was given before goes to a person. The same outcome again is answered alike.',
    parameters: [disputeId],
    requestBody: jsonBody('How it ended.', 'DisputeOutcomeRequest', { outcome: 'lost' }),
    answers: {
      200: jsonResponse('The closed dispute.', 'Dispute', {
        ...disputeExample,
        status: 'lost',
        closed_at: '2026-11-30T08:00:00.000Z',
      }),
    },
    problems: ['dispute_not_found', 'dispute_conflict'],
  },
]
