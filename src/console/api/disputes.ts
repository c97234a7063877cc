import { queryOptions } from '@tanstack/react-query'
import { now } from '../time/now.ts'
import { answerOf, client, type Schemas } from './client.ts'
import { pagesQuery } from './pages.ts'

/** An inquiry, chargeback or arbitration. */
export type Dispute = Schemas['Dispute']
export type DisputeStatus = Dispute['status']

interface DisputeFilters {
  readonly status?: DisputeStatus
  readonly account?: string
  readonly order?: string
  /** Only those that have to be answered within so many days from now; 0: the overdue ones. */
  readonly days?: number
}

const day = 86_400_000

/** Disputes, page by page: what has to be answered first stands first, then what has no deadline, the newest first. */
export function disputesQuery({ days, ...filters }: DisputeFilters) {
  return pagesQuery(['disputes', filters, days], (page, signal) => {
    const before = days === undefined ? {} : { respond_before: new Date(now() + days * day).toISOString() }
    const query = { ...filters, ...before, sort: 'respond_by' as const, ...page }
    return answerOf(client.GET('/v1/disputes', { params: { query }, signal }))
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

/** Opens a dispute again: another round, with its deadline where one is known. */
export async function reopenDispute({
  id,
  respondBy,
}: {
  readonly id: string
  readonly respondBy: string | undefined
}): Promise<Dispute> {
  const query = respondBy === undefined ? {} : { respond_by: respondBy }
  return await answerOf(client.POST('/v1/disputes/{id}/reopen', { params: { path: { id }, query } }))
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
