import { roles } from '../../access/role.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { listOf, objectOf, type Schema, schemaRef } from './schema.ts'

const tag = 'API keys'

const keyExample = {
  id: '019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e',
  name: 'maria',
  roles: ['review'],
  review_levels: { 'smm-panel': 'manager' },
  created_at: '2026-11-23T08:00:00.000Z',
  created_by: 'admin',
  revoked_at: null,
}

const keyProperties = {
  id: { type: 'string' },
  name: { type: 'string', description: 'Stands as the author of all that is done with the key.' },
  roles: listOf(schemaRef('Role')),
  review_levels: schemaRef('ReviewLevels'),
  created_at: schemaRef('Instant'),
  created_by: { type: 'string' },
  revoked_at: { type: ['string', 'null'], format: 'date-time' },
}

/** What the operations on API keys take and answer. */
export const keySchemas: { readonly [name: string]: Schema } = {
  Role: { type: 'string', enum: roles, description: 'What a key may do; `admin` may do everything.' },
  ReviewLevels: {
    type: 'object',
    additionalProperties: { type: 'string', minLength: 1, maxLength: 100 },
    maxProperties: 200,
    description:
      "Up to which level of review a key approves, by the policy's name, or under `*` for every other. Without one it " +
      'is the lowest; `admin` has all.',
  },
  ApiKey: objectOf(keyProperties),
  CreatedApiKey: objectOf({
    ...keyProperties,
    secret: { type: 'string', description: 'The bearer token: shown once and never stored.' },
  }),
  ApiKeyRequest: {
    ...objectOf(
      {
        name: { type: 'string', minLength: 1, maxLength: 100, pattern: '^\\S(?:.*\\S)?$' },
        roles: { ...listOf(schemaRef('Role')), minItems: 1, uniqueItems: true },
        review_levels: schemaRef('ReviewLevels'),
      },
      ['review_levels'],
    ),
    additionalProperties: false,
  },
  ApiKeyList: objectOf({ items: listOf(schemaRef('ApiKey')) }),
}

/** The operations on API keys. */
export const keyOperations: readonly OperationDeclaration[] = [
  {
    id: 'createApiKey',
    method: 'post',
    path: '/v1/keys',
    tag,
    summary: 'Make an API key',
    description: 'Answers with the secret, this once.',
    parameters: [],
    requestBody: {
      description: 'A name that no other key in use has, and what the key may do.',
      required: true,
      content: {
        'application/json': {
          schema: schemaRef('ApiKeyRequest'),
          example: { name: 'maria', roles: ['review'], review_levels: { 'smm-panel': 'manager' } },
        },
      },
    },
    answers: {
      201: {
        description: 'The key.',
        content: {
          'application/json': {
            schema: schemaRef('CreatedApiKey'),
            example: { ...keyExample, secret: 'rps_4tqkW2c9B1n0ExampleOnly7xZ8mL5vR3sYdHfJg' },
          },
        },
      },
    },
    problems: [],
  },
  {
    id: 'listApiKeys',
    method: 'get',
    path: '/v1/keys',
    tag,
    summary: 'List the API keys',
    description: 'Oldest first, revoked ones included. Secrets are never shown.',
    parameters: [],
    answers: {
      200: {
        description: 'The keys.',
        content: { 'application/json': { schema: schemaRef('ApiKeyList'), example: { items: [keyExample] } } },
      },
    },
    problems: [],
  },
  {
    id: 'revokeApiKey',
    method: 'delete',
    path: '/v1/keys/{id}',
    tag,
    summary: 'Revoke an API key',
    description:
      'Counts from the next request on; on MongoDB, other processes notice within a second. The key that makes the request cannot revoke itself.',
    parameters: [
      {
        name: 'id',
        in: 'path',
        required: true,
        description: 'Id of the key (not its secret).',
        schema: { type: 'string', minLength: 1, maxLength: 64 },
        example: keyExample.id,
      },
    ],
    answers: { 204: { description: 'It is revoked.' } },
    problems: ['api_key_not_found'],
  },
]
