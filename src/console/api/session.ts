import { queryOptions } from '@tanstack/react-query'
import { hasCode } from './api-fault.ts'
import { answerOf, client, type Schemas } from './client.ts'
import type { operations } from './openapi.generated.ts'

/** Who is signed in, and what they may do. */
export type Session = Schemas['Session']

export const sessionKey = ['session']

/** The session; null where nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: async (): Promise<Session | null> => {
    try {
      return await answerOf(client.GET('/v1/session'))
    } catch (fault) {
      if (hasCode(fault, 'unauthenticated')) return null
      throw fault
    }
  },
  staleTime: 60_000,
})

/**
 * A way to sign in: turns what a person has into the cookie of a session. An API key is the one that there is; another, such
 * as single sign-on, is another value of this type beside it.
 */
export interface SignIn {
  (given: string): Promise<Session>
}

/** Exchanges an API key for the cookie of a session. */
export const signInWithKey: SignIn = (key) =>
  answerOf(client.POST('/v1/session', { headers: { Authorization: `Bearer ${key}` } }))

/** Has the browser forget the session. */
export async function signOut(): Promise<void> {
  await answerOf(client.DELETE('/v1/session'))
}

/** Whether the session may call the operation: what it may not, is not shown. */
export function may(session: Session, operation: keyof operations): boolean {
  return session.operations.includes(operation)
}
