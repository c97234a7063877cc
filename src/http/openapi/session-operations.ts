import { jsonResponse } from './json-responses.ts'
import type { OperationDeclaration } from './operation-declaration.ts'
import { listOf, objectOf, orNull, type Schema, schemaRef } from './schema.ts'

const tag = 'API keys'

const sessionExample = {
  name: 'maria',
  roles: ['review'],
  review_levels: { 'smm-panel': 'manager' },
  operations: ['listReviews', 'getReview', 'resolveReview'],
  expires_at: '2026-11-23T20:00:00.000Z',
}

const cookieHeader = {
  description: 'The cookie that opens the session, out of reach of scripts and of other sites; or its end.',
  required: true,
  schema: { type: 'string', pattern: 'HttpOnly; SameSite=Strict' },
}

/** What the operations on sessions answer. */
export const sessionSchemas: { readonly [name: string]: Schema } = {
  Session: objectOf({
    name: { type: 'string', description: 'Of the key: stands as the author of all that is done.' },
    roles: listOf(schemaRef('Role')),
    review_levels: schemaRef('ReviewLevels'),
    operations: {
      ...listOf({ type: 'string' }),
      description: 'What it may call, by the `operationId` of this document: what it may not, a page need not offer.',
    },
    expires_at: {
      ...orNull(schemaRef('Instant')),
      description: 'When the session ends, or the key where one was sent; null for a key that does not expire.',
    },
  }),
}

/** The operations by which a person signs in with a browser. */
export const sessionOperations: readonly OperationDeclaration[] = [
  {
    id: 'openSession',
    method: 'post',
    path: '/v1/session',
    tag,
    summary: 'Sign in',
    description:
      'Exchanges the API key of the `Authorization` header for a cookie that opens the same for half a day, and no longer ' +
      'than the key: revoked, it opens nothing from the next request on. A session opens no other one.',
    parameters: [],
    answers: {
      201: {
        ...jsonResponse('The session.', 'Session', sessionExample),
        headers: { 'Set-Cookie': cookieHeader },
      },
    },
    problems: [],
  },
  {
    id: 'getSession',
    method: 'get',
    path: '/v1/session',
    tag,
    summary: 'Who is signed in?',
    description: 'The key that a session, or the key that was sent, stands for, and what it may do.',
    parameters: [],
    answers: { 200: jsonResponse('The session.', 'Session', sessionExample) },
    problems: [],
  },
  {
    id: 'closeSession',
    method: 'delete',
    path: '/v1/session',
    tag,
    summary: 'Sign out',
    description:
      'Has the browser forget the cookie. Nothing is stored of a session: a copy of the cookie opens until the session ' +
      'ends, unless its key is revoked.',
    parameters: [],
    answers: { 204: { description: 'The cookie is forgotten.', headers: { 'Set-Cookie': cookieHeader } } },
    problems: [],
  },
]
