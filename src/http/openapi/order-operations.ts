import { decisionExample } from './decision-examples.ts'
import { closedBody, identitySchema, jsonBody, pathParameter, policyOfBody, reasonSchema } from './inputs.ts'
import { jsonResponse } from './json-responses.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { listOf, objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const tag = 'Orders'

const text: Schema = { type: 'string' }

const orderProperties = {
  id: text,
  account: text,
  facts: {
    type: ['object', 'null'],
    additionalProperties: true,
    description: "The order's own facts by dotted name, as first seen or corrected; null where they were erased.",
  },
  currency: { type: ['string', 'null'] },
  credited: schemaRef('Amount'),
  charged_back: { type: 'boolean', description: 'A dispute was lost: the whole charge counts as paid back.' },
  open_disputes: { ...listOf(text), description: 'Payment references.' },
  waiting_review: orNull(schemaRef('WaitingReview')),
  updated_at: schemaRef('Instant'),
}

const facts: Schema = {
  type: 'object',
  description: "The order's own facts, nested, and those that name order and account. Unknown names are refused.",
}

/** What the operations on orders take and answer. */
export const orderSchemas: { readonly [name: string]: Schema } = {
  WaitingReview: objectOf({
    decision_id: text,
    sequence: { type: 'integer', minimum: 1, description: 'The entry that worded it last.' },
    reason_code: text,
    rule: { type: ['string', 'null'] },
    level: text,
    target_by: schemaRef('Instant'),
    due_by: schemaRef('Instant'),
    escalated_at: orNull(schemaRef('Instant')),
  }),
  Order: objectOf(orderProperties),
  RegisteredOrder: objectOf({
    ...orderProperties,
    ignored_facts: {
      ...listOf(schemaRef('IgnoredFact')),
      description: 'Values that differ from those that were registered first, and were not taken.',
    },
  }),
  OrderWithDecisions: objectOf({
    ...orderProperties,
    decisions: { ...listOf(schemaRef('Decision')), description: 'The newest 20, newest first.' },
  }),
  OrderRegistration: closedBody({ policy: policyOfBody, facts }, ['policy']),
  OrderCorrection: closedBody({ policy: policyOfBody, facts, reason: reasonSchema }, ['policy']),
}

const orderExample = {
  id: 'o-1',
  account: 'a-1',
  facts: { 'order.charge': '0.27819', 'order.currency': 'USD', 'order.quantity': '1000' },
  currency: 'USD',
  credited: '0.04368',
  charged_back: false,
  open_disputes: [],
  waiting_review: null,
  updated_at: '2026-11-23T08:00:00.000Z',
}

const registrationExample = {
  facts: {
    order: { id: 'o-1', quantity: 1000, charge: '0.27819', currency: 'USD', placed_at: '2026-11-20T10:00:00Z' },
    account: { id: 'a-1' },
  },
}

const orderId = pathParameter('id', 'Id of the order.', identitySchema, 'o-1')

/** The operations on orders. */
export const orderOperations: readonly OperationDeclaration[] = [
  {
    id: 'registerOrder',
    method: 'put',
    path: '/v1/orders/{id}',
    tag,
    summary: 'Register an order',
    description:
      'Binds the order to its account and keeps its own facts (charge, currency, quantity, time) when it is placed; ' +
      'otherwise its first decision does. The first value counts: later ones that differ are listed and not taken.',
    parameters: [orderId],
    requestBody: jsonBody('What is known of the order itself.', 'OrderRegistration', registrationExample),
    answers: {
      200: jsonResponse('All of it was known.', 'RegisteredOrder', { ...orderExample, ignored_facts: [] }),
      201: jsonResponse('Something new was registered.', 'RegisteredOrder', {
        ...orderExample,
        credited: '0',
        ignored_facts: [],
      }),
    },
    problems: ['policy_not_found', 'invalid_facts', 'order_conflict'],
  },
  {
    id: 'getOrder',
    method: 'get',
    path: '/v1/orders/{id}',
    tag,
    summary: 'Read an order',
    description: 'Its facts, what it was credited so far, the review that waits, and its newest decisions.',
    parameters: [orderId],
    answers: {
      200: jsonResponse('The order.', 'OrderWithDecisions', { ...orderExample, decisions: [decisionExample] }),
    },
    problems: ['order_not_found'],
  },
  {
    id: 'correctOrder',
    method: 'post',
    path: '/v1/orders/{id}/corrections',
    tag,
    summary: 'Mend a wrong registration',
    description:
      'Replaces facts of the order: the charge never below what was credited, the currency only before any credit, the ' +
      'account never. The correction is an entry with its reason; the next decision follows it.',
    parameters: [orderId],
    requestBody: jsonBody('The facts as they should have been registered.', 'OrderCorrection', {
      facts: { order: { charge: '0.30' } },
      reason: 'The price list of that day was wrong.',
    }),
    answers: { 200: jsonResponse('The order as it is now.', 'Order', orderExample) },
    problems: ['policy_not_found', 'invalid_facts', 'order_not_found', 'order_conflict', 'correction_refused'],
  },
]
