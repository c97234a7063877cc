import { roles } from '../../access/role.ts'
import type { Parameter } from './document.ts'
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
  replaces: null,
  revoked_at: null,
  expires_at: '2027-11-23T08:00:00.000Z',
  last_used_on: '2026-11-24',
}

const keyProperties = {
  id: { type: 'string' },
  name: { type: 'string', description: 'Stands as the author of all that is done with the key.' },
  roles: listOf(schemaRef('Role')),
  review_levels: schemaRef('ReviewLevels'),
  created_at: schemaRef('Instant'),
  created_by: { type: 'string' },
  replaces: { type: ['string', 'null'], description: 'Id of the key that it was rotated from.' },
  revoked_at: { type: ['string', 'null'], format: 'date-time' },
  expires_at: { type: ['string', 'null'], format: 'date-time', description: 'From then on it opens nothing.' },
  last_used_on: {
    type: ['string', 'null'],
    format: 'date',
    description: 'The UTC day on which it opened something last.',
  },
}

const expiryOfRequest: Schema = {
  type: ['string', 'null'],
  format: 'date-time',
  maxLength: 40,
  description: 'From then on it opens nothing; null, it opens until it is revoked.',
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
        name: {
          type: 'string',
          minLength: 1,
          maxLength: 100,
          pattern: '^\\S(?:.*\\S)?$',
          description: 'Without a blank at either end.',
        },
        roles: { ...listOf(schemaRef('Role')), minItems: 1, uniqueItems: true },
        review_levels: schemaRef('ReviewLevels'),
        expires_at: expiryOfRequest,
      },
      ['review_levels', 'expires_at'],
    ),
    additionalProperties: false,
  },
  KeyRotationRequest: {
    ...objectOf(
      {
        overlap_seconds: {
          type: 'integer',
          minimum: 0,
          maximum: 31 * 86_400,
          default: 86_400,
          description: 'For how long the old secret still opens.',
        },
        expires_at: { ...expiryOfRequest, description: 'Left out, the new key lives as long as the old one was to.' },
      },
      ['overlap_seconds', 'expires_at'],
    ),
    additionalProperties: false,
  },
  ApiKeyList: objectOf({ items: listOf(schemaRef('ApiKey')) }),
}

const keyIdParameter: Parameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'Id of the key (not its secret).',
  schema: { type: 'string', minLength: 1, maxLength: 64 },
  example: keyExample.id,
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
    id: 'rotateApiKey',
    method: 'post',
    path: '/v1/keys/{id}/rotate',
    tag,
    summary: 'Give a key a new secret',
    description:
      'Makes a key of the same name and roles, and answers with its secret, this once. The old secret opens on until the ' +
      'overlap ends, so that every caller can change over.',
    parameters: [keyIdParameter],
    requestBody: {
      description: 'How long both secrets open.',
      required: true,
      content: {
        'application/json': { schema: schemaRef('KeyRotationRequest'), example: { overlap_seconds: 86_400 } },
      },
    },
    answers: {
      201: {
        description: 'The new key.',
        content: {
          'application/json': {
            schema: schemaRef('CreatedApiKey'),
            example: { ...keyExample, replaces: keyExample.id, secret: 'rps_4tqkW2c9B1n0ExampleOnly7xZ8mL5vR3sYdHfJg' },
          },
        },
      },
    },
    problems: ['api_key_not_found'],
  },
  {
    id: 'revokeApiKey',
    method: 'delete',
    path: '/v1/keys/{id}',
    tag,
    summary: 'Revoke an API key',
    description:
      'Counts from the next request on; on MongoDB, other processes notice within a second. The key that makes the request cannot revoke itself.',
    parameters: [keyIdParameter],
    answers: { 204: { description: 'It is revoked.' } },
    problems: ['api_key_not_found'],
  },
]
