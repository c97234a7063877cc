import type { Access } from '../../access/access.ts'
import type { ApiKey } from '../../access/api-key-store.ts'
import { Problem } from '../../problems/problem.ts'
import { type OperationId, rolesOf } from '../openapi/operation-roles.ts'

/** The caller of an operation: its key; null where the operation is public. */
export type Caller = ApiKey | null

const bearer = /^Bearer +([!-~]{1,256}) *$/iu

/** Finds who calls an operation by the `Authorization` header. */
export type Authenticate = (authorization: string | undefined) => Promise<Caller>

/** For one operation: the key in the header, if it may call the operation. Problems unauthenticated, forbidden. */
export function authenticateFor(operation: OperationId, access: Access): Authenticate {
  const roles = rolesOf(operation)
  if (roles === 'public') return () => Promise.resolve(null)
  return async (authorization = '') => {
    const secret = bearer.exec(authorization)?.[1]
    if (secret === undefined) {
      throw new Problem('unauthenticated', 'Send an API key as "Authorization: Bearer KEY".')
    }
    const key = await access.authenticate(secret)
    if (key === null) throw new Problem('unauthenticated', 'The API key is unknown, revoked or expired.')
    if (!roles.some((role) => key.roles.includes(role))) {
      throw new Problem('forbidden', `This operation needs a key with one of the roles ${roles.join(', ')}.`)
    }
    return key
  }
}
