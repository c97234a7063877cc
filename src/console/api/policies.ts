import { queryOptions } from '@tanstack/react-query'
import { answerOf, client } from './client.ts'

/** The newest version of every policy. */
export const policiesQuery = queryOptions({
  queryKey: ['policies'],
  queryFn: async ({ signal }) => (await answerOf(client.GET('/v1/policies', { signal }))).items,
})

/** The newest versions of a policy, newest first. */
export function recentVersionsQuery(name: string) {
  return queryOptions({
    queryKey: ['versions', name],
    queryFn: async ({ signal }) =>
      (
        await answerOf(
          client.GET('/v1/policies/{name}/versions', { params: { path: { name }, query: { limit: 200 } }, signal }),
        )
      ).items,
  })
}
