import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answerOf, client, type Schemas } from './client.ts'

/** An inquiry, chargeback or arbitration. */
export type Dispute = Schemas['Dispute']
export type DisputeStatus = Dispute['status']

interface DisputeFilters {
  readonly status?: DisputeStatus
  readonly account?: string
  readonly order?: string
}

/** Disputes, page by page. */
export function disputesQuery(filters: DisputeFilters) {
  return infiniteQueryOptions({
    queryKey: ['disputes', filters],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        client.GET('/v1/disputes', {
          params: { query: { ...filters, limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
  })
}

/** One dispute with its history. */
export function disputeQuery(id: string) {
  return queryOptions({
    queryKey: ['dispute', id],
    queryFn: ({ signal }) => answerOf(client.GET('/v1/disputes/{id}', { params: { path: { id } }, signal })),
  })
}

/** Says how a dispute ended. */
export async function closeDispute({
  id,
  body,
}: {
  readonly id: string
  readonly body: Schemas['DisputeOutcomeRequest']
}): Promise<Dispute> {
  return await answerOf(client.POST('/v1/disputes/{id}/outcome', { params: { path: { id } }, body }))
}

/** Opens a dispute again: another round. */
export async function reopenDispute(id: string): Promise<Dispute> {
  return await answerOf(client.POST('/v1/disputes/{id}/reopen', { params: { path: { id } } }))
}

/** All about a dispute in one document: a page that prints well, or JSON, as a file. */
export async function disputePack(
  id: string,
  form: 'html' | 'json',
  language: string,
): Promise<{ readonly file: Blob; readonly name: string }> {
  const file = await answerOf(
    client.GET('/v1/disputes/{id}/pack', {
      params: { path: { id }, query: { language } },
      headers: { Accept: form === 'html' ? 'text/html' : 'application/json' },
      parseAs: 'blob',
    }),
  )
  return { file, name: `dispute-${id}.${form}` }
}
