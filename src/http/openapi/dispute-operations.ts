import { decisionExample } from './decision-examples.ts'
import { disputeStatuses } from './dispute-schemas.ts'
import { cursorParameter, jsonBody, pathParameter, timeSchema, uuidSchema } from './inputs.ts'
import { jsonResponse, replayedResponse } from './json-responses.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { filterParameter, languageParameter, limitParameter } from './parameters.ts'
import { schemaRef } from './schema.ts'

const tag = 'Disputes'

const disputeExample = {
  id: decisionExample.id,
  provider_id: 'dp-1',
  kind: 'chargeback',
  account: 'a-1',
  payment_reference: 'pay-1',
  order: 'o-1',
  part: null,
  policy: decisionExample.policy,
  amount: '25.00',
  currency: 'USD',
  opened_at: '2026-11-22T10:00:00.000Z',
  support_contacted_at: null,
  respond_by: '2026-12-02T23:00:00.000Z',
  outcome: 'suspend',
  reason_code: 'dispute_without_contact',
  message: 'You opened a dispute on payment pay-1 without talking to our support first. Your account is suspended.',
  rule: 'dispute-first-time',
  clause: '5',
  actions: [],
  actions_given_before: [],
  standing: 'suspended',
  status: 'open',
  charged_back: '0',
  needs_amount: false,
  rounds: 0,
  reported_at: '2026-11-23T08:00:00.000Z',
  closed_at: null,
  history: [
    {
      id: decisionExample.id,
      event: 'opened',
      at: '2026-11-23T08:00:00.000Z',
      author: 'panel-backend',
      kind: 'chargeback',
      status: 'open',
      respond_by: '2026-12-02T23:00:00.000Z',
      charged_back: '0',
      standing: 'suspended',
    },
  ],
}

const packExample = {
  made_at: '2026-11-23T09:00:00.000Z',
  dispute: disputeExample,
  order: null,
  purchase: null,
  policy: null,
  decisions: [],
  messages: [],
  timeline: [],
  erased: false,
}

const noticeExample = {
  account: 'a-1',
  provider_id: 'dp-1',
  kind: 'chargeback',
  payment_reference: 'pay-1',
  order: 'o-1',
  amount: '25.00',
  currency: 'USD',
  opened_at: '2026-11-22T10:00:00Z',
  respond_by: '2026-12-02T23:00:00Z',
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
      "Decides a payment dispute by the policy's dispute rules and stores it. Send every notice: of the same dispute it " +
      'amends what is known (a higher kind, that support had been contacted, another deadline, facts) and decides anew. While a chargeback ' +
      'is open, what would be paid for its order waits for a person; an inquiry blocks nothing.',
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
    description: 'Newest first, or by deadline, in pages. Filters join with "and" and compare exactly.',
    parameters: [
      {
        name: 'status',
        in: 'query',
        required: false,
        description: 'Disputes that are open, or ended so.',
        schema: { type: 'string', enum: disputeStatuses },
        example: 'open',
      },
      filterParameter('account', 'Disputes of this account.', 'a-1'),
      filterParameter('order', 'Disputes about this order.', 'o-1'),
      {
        name: 'respond_before',
        in: 'query',
        required: false,
        description: 'Open disputes that have to be answered before this time, the earliest first.',
        schema: timeSchema,
        example: '2026-12-05T00:00:00Z',
      },
      {
        name: 'sort',
        in: 'query',
        required: false,
        description:
          'The newest first (so it is without it), or those that have to be answered first first: overdue ones, then by ' +
          'deadline, then those without one, the newest first.',
        schema: { type: 'string', enum: ['newest', 'respond_by'] },
        example: 'respond_by',
      },
      cursorParameter,
      limitParameter,
    ],
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
    id: 'getDisputePack',
    ownTime: true,
    method: 'get',
    path: '/v1/disputes/{id}/pack',
    tag,
    summary: 'All about a dispute, in one document',
    description:
      'For the bank: the order, its decisions with the facts and receipts, what the customer was told, the policy text as ' +
      'it was shown when it was bought, with its digest, and everything that happened. HTML or JSON by `Accept`: the HTML ' +
      'loads nothing and prints well. Says where personal data was erased, and what no checkpoint covers yet. Reads the ' +
      'whole stream of the account.',
    parameters: [
      disputeId,
      { ...languageParameter, description: 'The language of the policy text in HTML; without it its first.' },
    ],
    answers: {
      200: {
        description: 'The document.',
        content: {
          'application/json': { schema: schemaRef('DisputePack'), example: packExample },
          'text/html': { schema: { type: 'string' } },
        },
      },
    },
    problems: ['dispute_not_found', 'not_acceptable'],
  },
  {
    id: 'closeDispute',
    method: 'post',
    path: '/v1/disputes/{id}/outcome',
    tag,
    summary: 'Close a dispute',
    description:
      'Notes how it ended, or corrects that. A lost dispute takes its own amount from its order; where that is in ' +
      'another currency or above the charge a person states it. What an end does to the standing the policy says. The ' +
      'same end again is answered alike.',
    parameters: [disputeId],
    requestBody: jsonBody('How it ended.', 'DisputeOutcomeRequest', { outcome: 'lost' }),
    answers: {
      200: jsonResponse('The closed dispute.', 'Dispute', {
        ...disputeExample,
        status: 'lost',
        respond_by: null,
        charged_back: '25.00',
        closed_at: '2026-11-30T08:00:00.000Z',
      }),
    },
    problems: ['dispute_not_found', 'charge_not_known'],
  },
  {
    id: 'reopenDispute',
    method: 'post',
    path: '/v1/disputes/{id}/reopen',
    tag,
    summary: 'Open a dispute again',
    description: 'A second round: it is open as before. One that is open stays as it is.',
    parameters: [
      disputeId,
      {
        name: 'respond_by',
        in: 'query',
        required: false,
        description: 'Until when the new round has to be answered.',
        schema: timeSchema,
        example: '2026-12-20T23:00:00Z',
      },
    ],
    answers: { 200: jsonResponse('The open dispute.', 'Dispute', { ...disputeExample, rounds: 1 }) },
    problems: ['dispute_not_found'],
  },
]
