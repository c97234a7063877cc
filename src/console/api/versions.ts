import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answerOf, client, type Schemas } from './client.ts'

/** A version of a policy without its text. */
export type VersionSummary = Schemas['PolicyVersionSummary']

/** All versions of a policy, newest first, page by page. */
export function versionsQuery(name: string) {
  return infiniteQueryOptions({
    queryKey: ['versions', name, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        client.GET('/v1/policies/{name}/versions', {
          params: { path: { name }, query: { limit: 50, ...(pageParam === null ? {} : { before: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next_before }) => next_before,
  })
}

/** What one version has that another has not, in the terms of the policy and line by line; it never changes. */
export function versionDifferenceQuery(name: string, from: number, to: number) {
  return queryOptions({
    queryKey: ['versions', name, 'difference', from, to],
    queryFn: ({ signal }) =>
      answerOf(
        client.GET('/v1/policies/{name}/difference', { params: { path: { name }, query: { from, to } }, signal }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** What is to be published again, over which newest version, and why. */
export interface Restoring {
  readonly name: string
  readonly version: number
  readonly newest: number
  readonly reason: string
  readonly acceptBreaking: boolean
}

/** Publishes the text of an old version as the next one. */
export async function restoreVersion({ name, version, newest, reason, acceptBreaking }: Restoring) {
  const query = { reason, ...(acceptBreaking ? { accept_breaking: 'true' as const } : {}) }
  return await answerOf(
    client.POST('/v1/policies/{name}/versions/{version}/restore', {
      params: { path: { name, version }, query, header: { 'If-Match': `"${newest}"` } },
    }),
  )
}
