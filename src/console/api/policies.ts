import { queryOptions } from '@tanstack/react-query'
import { answerOf, client, type Schemas } from './client.ts'

/** A version of a policy with its text. */
export type PolicyVersion = Schemas['PolicyVersion']

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

/** A version with its text; the newest one for null. */
export function policyVersionQuery(name: string, version: number | null) {
  return queryOptions({
    queryKey: ['policy', name, version ?? 'newest'],
    queryFn: ({ signal }): Promise<PolicyVersion> =>
      version === null
        ? answerOf(asJson(client.GET('/v1/policies/{name}', { params: { path: { name } }, signal })))
        : answerOf(
            asJson(
              client.GET('/v1/policies/{name}/versions/{version}', { params: { path: { name, version } }, signal }),
            ),
          ),
  })
}

// It is YAML where one asks for that; without a wish it is JSON, which the types cannot know.
function asJson(asked: Promise<unknown>): Promise<{ data?: PolicyVersion; error?: unknown; response: Response }> {
  return asked as Promise<{ data?: PolicyVersion; error?: unknown; response: Response }>
}
