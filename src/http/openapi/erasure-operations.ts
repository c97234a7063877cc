import { accountExample } from './account-examples.ts'
import { decisionExample } from './decision-examples.ts'
import { closedBody, identitySchema, jsonBody, pathParameter, reasonSchema } from './inputs.ts'
import { jsonResponse } from './json-responses.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { objectOf, type Schema, schemaRef } from './schema.ts'

const text: Schema = { type: 'string' }

/** What the erasure of personal data takes and answers. */
export const erasureSchemas: { readonly [name: string]: Schema } = {
  ErasureRequest: closedBody({
    reason: {
      ...reasonSchema,
      description:
        'Stays in the audit log for good: a number of yours for the request, and no name, address or the like.',
    },
  }),
  Erasure: objectOf({
    id: { ...text, description: 'Of the entry of the audit log that asks for it.' },
    account: text,
    up_to: { type: 'integer', minimum: 1, description: 'The last entry of the account that it is about.' },
    status: {
      ...text,
      enum: ['done', 'under_way'],
      description:
        '`under_way`: there is much to erase, and the service goes on by itself; the audit log says when it is done.',
    },
    reason: text,
    requested_by: text,
    requested_at: schemaRef('Instant'),
  }),
}

const reason = 'Request 2026-17 of 27 November.'
const example = {
  id: decisionExample.id,
  account: accountExample.id,
  up_to: 42,
  status: 'done',
  reason,
  requested_by: 'admin',
  requested_at: '2026-11-28T10:00:00.000Z',
}

export const erasureOperations: readonly OperationDeclaration[] = [
  {
    id: 'eraseAccount',
    ownTime: true,
    method: 'post',
    path: '/v1/accounts/{id}/erasure',
    tag: 'Accounts',
    summary: 'Erase personal data',
    description:
      'Removes from all entries of the account so far, for good: facts that the policy declares `personal`, messages, notes ' +
      'and reasons, personal parameters of actions, ignored facts, and the salts of their commitments. Money, decisions, ' +
      'ids and facts that are not personal stay. Whoever was at work on the account meanwhile gets a 409 ' +
      '`erased_meanwhile`, and nothing of him is stored. What is sent later is new, and an erasure of its own removes it. ' +
      'A file of SQLite holds remains until `refund-policy compact` ran.',
    parameters: [pathParameter('id', 'Id of the account.', identitySchema, 'a-1')],
    requestBody: jsonBody('Why.', 'ErasureRequest', { reason }),
    answers: {
      200: jsonResponse('All of it is erased.', 'Erasure', example),
      202: jsonResponse('It is under way, and goes on by itself.', 'Erasure', { ...example, status: 'under_way' }),
    },
    problems: ['account_not_found'],
  },
]
