import { queryOptions } from '@tanstack/react-query'
import { answerOf, client, type Schemas } from './client.ts'
import type { operations } from './openapi.generated.ts'
import { pagesQuery } from './pages.ts'

/** What waits for a person, or waited. */
export type ReviewTask = Schemas['ReviewTask']

/** What lists of reviews can be asked for. */
export type ReviewStatus = NonNullable<NonNullable<operations['listReviews']['parameters']['query']>['status']>

interface ReviewFilters {
  readonly status: ReviewStatus
  readonly level?: string
}

/** Reviews, those that wait with the earliest due first; looked at again by itself. */
export function reviewsQuery(filters: ReviewFilters) {
  return {
    ...pagesQuery(['reviews', filters], (page, signal) =>
      answerOf(client.GET('/v1/reviews', { params: { query: { ...filters, ...page } }, signal })),
    ),
    refetchInterval: 15_000,
  }
}

/** One review as it is now. */
export function reviewQuery(id: string) {
  return queryOptions({
    queryKey: ['review', id],
    queryFn: ({ signal }) =>
      answerOf(client.GET('/v1/reviews/{decision_id}', { params: { path: { decision_id: id } }, signal })),
  })
}

/** How many reviews wait and how many are overdue, by level. */
export const reviewSummaryQuery = queryOptions({
  queryKey: ['reviews', 'summary'],
  queryFn: ({ signal }) => answerOf(client.GET('/v1/reviews/summary', { signal })),
  refetchInterval: 15_000,
})

/** What a person decides of a review. */
export interface Verdict {
  readonly id: string
  readonly body: Schemas['ReviewResolutionRequest']
}

/** Resolves a review; once, whoever else tries. */
export async function resolveReview({ id, body }: Verdict): Promise<ReviewTask> {
  return await answerOf(
    client.POST('/v1/reviews/{decision_id}/resolution', { params: { path: { decision_id: id } }, body }),
  )
}

/** Gives a review more time. */
export async function extendReview({
  id,
  body,
}: {
  readonly id: string
  readonly body: Schemas['ReviewExtensionRequest']
}): Promise<ReviewTask> {
  return await answerOf(
    client.POST('/v1/reviews/{decision_id}/extension', { params: { path: { decision_id: id } }, body }),
  )
}
