import { infiniteQueryOptions } from '@tanstack/react-query'
import { answerOf, client, type Schemas } from './client.ts'
import type { operations } from './openapi.generated.ts'

/** A decision as lists show it. */
export type FoundDecision = Schemas['FoundDecision']

type DecisionFilters = NonNullable<operations['listDecisions']['parameters']['query']>

/** The decisions that the filters find, newest first, page by page. */
export function decisionsQuery(filters: Omit<DecisionFilters, 'cursor' | 'limit'>, followEvery: number | false) {
  return infiniteQueryOptions({
    queryKey: ['decisions', filters],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        client.GET('/v1/decisions', {
          params: { query: { ...filters, limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
    refetchInterval: followEvery,
  })
}
