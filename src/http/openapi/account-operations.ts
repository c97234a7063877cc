import {
  accountExample,
  adjustmentLineExample,
  debitLineExample,
  deliveryLineExample,
  statementCsvExample,
  undeliveredCreditExample,
} from './account-examples.ts'
import { decisionExample } from './decision-examples.ts'
import { idempotencyKeyParameter } from './decision-operations.ts'
import type { Header, Parameter, ResponseObject } from './document.ts'
import { cursorParameter, identitySchema, jsonBody, pathParameter, uuidSchema } from './inputs.ts'
import { jsonResponse, replayedResponse } from './json-responses.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { limitParameter } from './parameters.ts'
import { schemaRef } from './schema.ts'

const tag = 'Accounts'

const accountId = pathParameter('id', 'Id of the account.', identitySchema, 'a-1')

const debitKey: Parameter = {
  ...idempotencyKeyParameter,
  description: `${idempotencyKeyParameter.description} Without it the reference itself makes the debit idempotent.`,
}

const varyHeader: Header = {
  description: 'The answer depends on `Accept`.',
  required: true,
  schema: { type: 'string' },
  example: 'Accept',
}

const linkHeader: Header = {
  description: 'Where the next page is (RFC 8288, `rel="next"`); absent on the last.',
  required: false,
  schema: { type: 'string' },
  example: '</v1/accounts/a-1/entries?cursor=YWZ0ZXI6ODQxMjY1Mjg4OjQy&limit=50>; rel="next"',
}

const statement: ResponseObject = {
  description: 'One page of the statement.',
  headers: { Vary: varyHeader, Link: linkHeader },
  content: {
    'application/json': {
      schema: schemaRef('StatementPage'),
      example: { items: [debitLineExample], next_cursor: null },
    },
    'text/csv': { schema: { type: 'string' }, example: statementCsvExample },
  },
}

/** The operations on an account and on the delivery of its credits. */
export const accountOperations: readonly OperationDeclaration[] = [
  {
    id: 'getAccount',
    method: 'get',
    path: '/v1/accounts/{id}',
    tag,
    summary: 'Read an account',
    description: 'Balances by currency, standing, counters and open disputes, as its newest entry leaves them.',
    parameters: [accountId],
    answers: { 200: jsonResponse('The account.', 'Account', accountExample) },
    problems: ['account_not_found'],
  },
  {
    id: 'listAccountEntries',
    method: 'get',
    path: '/v1/accounts/{id}/entries',
    tag,
    summary: "Read an account's statement",
    description:
      'Every entry with what it did to the balance, newest first, in pages, as JSON or CSV by `Accept`. In CSV a text ' +
      'that a spreadsheet would take for a formula has an apostrophe in front.',
    parameters: [accountId, cursorParameter, limitParameter],
    answers: { 200: statement },
    problems: ['account_not_found', 'not_acceptable'],
  },
  {
    id: 'debitAccount',
    method: 'post',
    path: '/v1/accounts/{id}/debits',
    tag,
    summary: 'Spend credit',
    description:
      'Takes credit off the balance to pay something with it, once for each reference, and never below 0: a 409 says ' +
      'the balance.',
    parameters: [accountId, debitKey],
    requestBody: jsonBody('What is paid, and what for.', 'DebitRequest', {
      amount: '0.04',
      currency: 'USD',
      reference: 'o-2',
    }),
    answers: {
      200: replayedResponse('StatementLine', debitLineExample),
      201: jsonResponse('The debit, stored.', 'StatementLine', debitLineExample),
    },
    problems: ['account_not_found', 'insufficient_balance', 'debit_conflict', 'idempotency_key_reused'],
  },
  {
    id: 'adjustAccount',
    method: 'post',
    path: '/v1/accounts/{id}/adjustments',
    tag,
    summary: 'Adjust a balance',
    description:
      'Adds to a balance or takes off it by hand, for a reason that stays with the entry; never below 0. An account ' +
      'without any entry may be credited. Where it names an order it counts for that as credited.',
    parameters: [accountId, idempotencyKeyParameter],
    requestBody: jsonBody('The change, and why.', 'AdjustmentRequest', {
      amount: '5',
      currency: 'USD',
      reason: 'Goodwill after the outage of 20 November.',
    }),
    answers: {
      200: replayedResponse('StatementLine', adjustmentLineExample),
      201: jsonResponse('The adjustment, stored.', 'StatementLine', adjustmentLineExample),
    },
    problems: [
      'account_not_found',
      'insufficient_balance',
      'policy_not_found',
      'order_conflict',
      'idempotency_key_reused',
    ],
  },
  {
    id: 'liftStanding',
    method: 'post',
    path: '/v1/accounts/{id}/standing',
    tag,
    summary: "Better an account's standing",
    description: 'Disputes only worsen a standing. A person may better it, and says why.',
    parameters: [accountId],
    requestBody: jsonBody('The better standing, and why.', 'StandingRequest', {
      standing: 'good',
      reason: 'The disputes were withdrawn.',
    }),
    answers: { 200: jsonResponse('The account as it is now.', 'Account', accountExample) },
    problems: ['account_not_found'],
  },
  {
    id: 'reportDelivery',
    method: 'post',
    path: '/v1/decisions/{id}/delivery',
    tag,
    summary: 'Report the delivery of a credit',
    description:
      'Says that the credit of a decision (or of its review) reached the place where the money lives, or that it did ' +
      'not, or that it came back. What was delivered leaves our balance (a 409 where it was spent here already); what ' +
      'came back is on it again, and another reference delivers it: a reference that came back never does.',
    parameters: [pathParameter('id', 'Id of the decision.', uuidSchema, decisionExample.id)],
    requestBody: jsonBody('How it went.', 'DeliveryReport', { status: 'delivered', reference: 'panel-transaction-77' }),
    answers: {
      200: replayedResponse('StatementLine', deliveryLineExample),
      201: jsonResponse('The report, stored.', 'StatementLine', deliveryLineExample),
    },
    problems: ['decision_not_found', 'delivery_conflict', 'insufficient_balance'],
  },
  {
    id: 'listUndeliveredCredits',
    method: 'get',
    path: '/v1/credits/undelivered',
    tag,
    summary: 'Find credits to deliver',
    description: 'Credits of which no delivery was reported, or that came back since, oldest first, in pages.',
    parameters: [cursorParameter, limitParameter],
    answers: {
      200: jsonResponse('One page of credits.', 'UndeliveredCreditPage', {
        items: [undeliveredCreditExample],
        next_cursor: null,
      }),
    },
    problems: [],
  },
]
