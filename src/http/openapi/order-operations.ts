import { decisionExample } from './decision-examples.ts'
import { identitySchema, jsonBody, pathParameter } from './inputs.ts'
import { jsonResponse, replayedResponse } from './json-responses.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import {
  chargedExample,
  chargeExample,
  creditElsewhereExample,
  creditedExample,
  orderExample,
  registrationExample,
} from './order-examples.ts'
import { orderPolicyParameter } from './parameters.ts'

const tag = 'Orders'

const parameters = [pathParameter('id', 'Id of the order.', identitySchema, 'o-1'), orderPolicyParameter]

export const orderOperations: readonly OperationDeclaration[] = [
  {
    id: 'registerOrder',
    method: 'put',
    path: '/v1/orders/{id}',
    tag,
    summary: 'Register an order',
    description:
      'Send it when the order is placed: it binds the order to its account and keeps its own facts (charge, currency, ' +
      'quantity, time); otherwise its first decision does. The first value counts: later ones that differ are listed ' +
      'and not taken.',
    parameters,
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
    description: 'Its facts, what it got and at most may get, the reviews that wait, and its newest decisions.',
    parameters,
    answers: {
      200: jsonResponse('The order.', 'OrderWithDecisions', { ...orderExample, decisions: [decisionExample] }),
    },
    problems: ['order_not_found', 'policy_not_found'],
  },
  {
    id: 'correctOrder',
    method: 'post',
    path: '/v1/orders/{id}/corrections',
    tag,
    summary: 'Mend a wrong registration',
    description:
      'Replaces facts of the order: what it may get never falls below what was credited here, the currency changes only ' +
      'before any credit, the account never. The correction is an entry with its reason; the next decision follows it.',
    parameters,
    requestBody: jsonBody('The facts as they should have been registered.', 'OrderCorrection', {
      facts: { order: { charge: '0.30' } },
      reason: 'The price list of that day was wrong.',
    }),
    answers: { 200: jsonResponse('The order as it is now.', 'Order', orderExample) },
    problems: ['policy_not_found', 'invalid_facts', 'order_not_found', 'order_conflict', 'correction_refused'],
  },
  {
    id: 'creditElsewhere',
    method: 'post',
    path: '/v1/orders/{id}/credits',
    tag,
    summary: 'Report what the order got elsewhere',
    description:
      "Send every refund that was given past this service: by the panel's own button, in a payment provider's " +
      'dashboard. It counts as credited, so that nothing is paid twice, and never touches a balance here. It may come ' +
      'before anything else is known of the order; then it names the account. Together above the most that the order ' +
      'may get it makes a review with the reason `recovery`.',
    parameters,
    requestBody: jsonBody('The credit there.', 'CreditElsewhere', creditElsewhereExample),
    answers: {
      200: replayedResponse('OrderWithCredit', creditedExample),
      201: jsonResponse('The order as it is now, and the credit.', 'OrderWithCredit', creditedExample),
    },
    problems: ['policy_not_found', 'order_not_found', 'order_conflict', 'credit_conflict'],
  },
  {
    id: 'addCharge',
    method: 'post',
    path: '/v1/orders/{id}/charges',
    tag,
    summary: 'Report a further payment for the order',
    description:
      'Raises the order fact that carries the charge, and with it what the order may get; it may restate other facts of ' +
      'the order. A status report with a higher charge does not: it makes a review.',
    parameters,
    requestBody: jsonBody('The payment.', 'ChargeAddition', chargeExample),
    answers: {
      200: replayedResponse('OrderWithCharge', chargedExample),
      201: jsonResponse('The order as it is now, and the payment.', 'OrderWithCharge', chargedExample),
    },
    problems: [
      'policy_not_found',
      'order_not_found',
      'invalid_facts',
      'charge_not_known',
      'charge_conflict',
      'order_conflict',
      'correction_refused',
    ],
  },
]
