import type { Request, Response } from 'express'
import type { Access } from '../../access/access.ts'
import type { ApiKey } from '../../access/api-key-store.ts'
import { Problem } from '../../problems/problem.ts'
import { type OperationId, rolesOf } from '../openapi/operation-roles.ts'
import type { RequestLimits } from './request-limits.ts'

/** The caller of an operation: its key; null where the operation is public. */
export type Caller = ApiKey | null

const bearer = /^Bearer +([!-~]{1,256}) *$/iu

/** Finds who calls an operation by the `Authorization` header. */
export type Authenticate = (request: Request, response: Response) => Promise<Caller>

/** What authenticating needs: the keys, and how often they may be tried and used. */
export interface AuthenticateDeps {
  readonly access: Access
  readonly limits: RequestLimits
}

/** For one operation: the key in the header, if it may call the operation. Problems unauthenticated, forbidden, too_many_requests. */
export function authenticateFor(operation: OperationId, { access, limits }: AuthenticateDeps): Authenticate {
  const roles = rolesOf(operation)
  if (roles === 'public') return () => Promise.resolve(null)
  return async (request, response) => {
    const secret = bearer.exec(request.headers.authorization ?? '')?.[1]
    if (secret === undefined) {
      throw new Problem('unauthenticated', 'Send an API key as "Authorization: Bearer KEY".')
    }
    limits.assertMayTry(request, secret)
    const key = await access.authenticate(secret)
    if (key === null) {
      limits.noteFailure(request)
      throw new Problem('unauthenticated', 'The API key is unknown, revoked or expired.')
    }
    if (limits.count !== null) await limits.count(key, response)
    if (!roles.some((role) => key.roles.includes(role))) {
      throw new Problem('forbidden', `This operation needs a key with one of the roles ${roles.join(', ')}.`)
    }
    return key
  }
}
