import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiFault } from './api-fault.ts'
import { connection } from './connection.ts'
import { sessionKey } from './session.ts'

/** What was asked is kept and asked again when it is looked at; a session that ended shows at once, wherever it was noticed. */
export function createQueryClient(): QueryClient {
  const notice = (fault: unknown): void => {
    if (fault instanceof ApiFault && fault.problem.status === 401) client.setQueryData(sessionKey, null)
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: notice }),
    mutationCache: new MutationCache({ onError: notice }),
    defaultOptions: {
      queries: { retry: false, staleTime: 5_000, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
  connection.subscribe(() => {
    if (!connection.isAway()) void client.invalidateQueries()
  })
  return client
}
