import { queryOptions } from '@tanstack/react-query'
import { answerOf, client } from './client.ts'

/** The newest version of every policy. */
export const policiesQuery = queryOptions({
  queryKey: ['policies'],
  queryFn: async ({ signal }) => (await answerOf(client.GET('/v1/policies', { signal }))).items,
})
