import type { Access } from '../../access/access.ts'
import type { ApiKey } from '../../access/api-key-store.ts'
import { Problem } from '../../problems/problem.ts'
import { emptyAnswer, type Immutable, jsonAnswer } from '../answer/answer.ts'
import { operationsFor } from '../openapi/operation-roles.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import type { Call, OperationHandlers } from '../operations/operation-handler.ts'
import { sessionCookie } from '../request/credential.ts'

type Shown = Immutable<Operations['getSession']['answer']>

/** Signing in with an API key, and out again. The token of a session stands in a cookie and nowhere else. */
export function sessionRoutes({
  access,
}: {
  readonly access: Pick<Access, 'openSession' | 'readSession'>
}): OperationHandlers<'openSession' | 'getSession' | 'closeSession'> {
  return {
    openSession: async (_request, call) => {
      if (call.credential?.kind !== 'key') {
        throw new Problem('unauthenticated', 'A session is opened with an API key: "Authorization: Bearer KEY".')
      }
      const key = callerOf(call)
      const { token, expiresAt } = access.openSession(key, call.credential.secret)
      const headers = { 'Set-Cookie': cookieOf(token, `; Expires=${new Date(expiresAt).toUTCString()}`, call) }
      return jsonAnswer<Operations['openSession']['answer']>(201, shown(key, expiresAt), headers)
    },
    getSession: async (_request, call) => {
      const key = callerOf(call)
      const { credential } = call
      const session = credential?.kind === 'session' ? await access.readSession(credential.token) : null
      return jsonAnswer<Operations['getSession']['answer']>(200, shown(key, session?.expiresAt ?? key.expires_at))
    },
    closeSession: async (_request, call) => emptyAnswer(204, { 'Set-Cookie': cookieOf('', '; Max-Age=0', call) }),
  }
}

function callerOf({ caller }: Call): ApiKey {
  if (caller === null) throw new Problem('unauthenticated', 'Send an API key as "Authorization: Bearer KEY".')
  return caller
}

function shown({ name, roles, review_levels }: ApiKey, expires_at: string | null): Shown {
  return { name, roles, review_levels, operations: operationsFor(roles), expires_at }
}

/** Sent back to the API alone, never with a request from another site, and out of reach of scripts. */
function cookieOf(token: string, end: string, { isEncrypted }: Call): string {
  return `${sessionCookie}=${token}; Path=/v1${end}; HttpOnly; SameSite=Strict${isEncrypted ? '; Secure' : ''}`
}
