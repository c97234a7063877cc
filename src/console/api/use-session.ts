import { useQuery } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { operations } from './openapi.generated.ts'
import { may, type Session, sessionQuery } from './session.ts'

/** The session that the views below were shown for; it stays while it is renewed. */
export const SessionContext = createContext<Session | null>(null)

/** Who is signed in; only below the shell, which shows nothing else to anyone else. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('a view outside the shell asked who is signed in')
  return session
}

/** Whether the one who is signed in may call an operation. */
export function useMay(): (operation: keyof operations) => boolean {
  const session = useSession()
  return (operation) => may(session, operation)
}

/** The session as it is now: undefined until it is known. */
export function useCurrentSession(): ReturnType<typeof useQuery<Session | null>> {
  return useQuery(sessionQuery)
}
