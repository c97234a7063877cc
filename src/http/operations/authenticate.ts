import type { Request, Response } from 'express'
import type { Access } from '../../access/access.ts'
import type { ApiKey } from '../../access/api-key-store.ts'
import { Problem } from '../../problems/problem.ts'
import { type AtHand, goOn } from '../../time/at-hand.ts'
import { type OperationId, rolesOf } from '../openapi/operation-roles.ts'
import { type Credential, credentialOf, mayChangeThings, sessionHeader } from '../request/credential.ts'
import type { RequestLimits } from './request-limits.ts'

/** The caller of an operation: its key; null where the operation is public. */
export type Caller = ApiKey | null

/** Finds who calls an operation: by the `Authorization` header, else by the cookie of a session. */
export type Authenticate = (request: Request, response: Response) => AtHand<Caller>

/** What authenticating needs: the keys, and how often they may be tried and used. */
export interface AuthenticateDeps {
  readonly access: Access
  readonly limits: RequestLimits
}

/** For one operation: the key that was sent, if it may call the operation. Problems unauthenticated, forbidden, too_many_requests. */
export function authenticateFor(operation: OperationId, deps: AuthenticateDeps): Authenticate {
  const roles = rolesOf(operation)
  if (roles === 'public') return () => null
  return (request, response) => {
    const credential = credentialOf(request)
    if (credential === null) throw new Problem('unauthenticated', 'Send an API key as "Authorization: Bearer KEY".')
    return goOn(keyOf(credential, request, deps), (key) => {
      const counting = deps.limits.count?.(key, response)
      return goOn(counting, () => {
        if (roles.some((role) => key.roles.includes(role))) return key
        throw new Problem('forbidden', `This operation needs a key with one of the roles ${roles.join(', ')}.`)
      })
    })
  }
}

function keyOf(credential: Credential, request: Request, deps: AuthenticateDeps): AtHand<ApiKey> {
  const { access, limits } = deps
  const found = goOn(secretOf(credential, request, deps), (secret) =>
    secret === null ? null : access.authenticate(secret),
  )
  return goOn(found, (key) => {
    if (key !== null) return key
    limits.noteFailure(request)
    throw new Problem(
      'unauthenticated',
      credential.kind === 'key'
        ? 'The API key is unknown, revoked or expired.'
        : 'The session has ended, or its API key is revoked or expired: sign in again.',
    )
  })
}

function secretOf(
  credential: Credential,
  request: Request,
  { access, limits }: AuthenticateDeps,
): AtHand<string | null> {
  if (credential.kind === 'key') {
    limits.assertMayTry(request, () => access.usedToday(credential.secret))
    return credential.secret
  }
  if (!mayChangeThings(request)) {
    throw new Problem(
      'unauthenticated',
      `With a session a request that changes something has the header ${sessionHeader}.`,
    )
  }
  limits.assertMayTry(request, () => access.knowsSession(credential.token))
  return access.readSession(credential.token).then((session) => session?.secret ?? null)
}
