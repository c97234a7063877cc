import { queryOptions } from '@tanstack/react-query'
import { answerOf, client, type Schemas } from './client.ts'
import type { operations } from './openapi.generated.ts'
import { pagesQuery } from './pages.ts'

/** A decision as lists show it. */
export type FoundDecision = Schemas['FoundDecision']

type DecisionFilters = NonNullable<operations['listDecisions']['parameters']['query']>

/** The decisions that the filters find, newest first, page by page. */
export function decisionsQuery(filters: Omit<DecisionFilters, 'cursor' | 'limit'>, followEvery: number | false) {
  return {
    ...pagesQuery(['decisions', filters], (page, signal) =>
      answerOf(client.GET('/v1/decisions', { params: { query: { ...filters, ...page } }, signal })),
    ),
    refetchInterval: followEvery,
  }
}

/** A decision with its facts and how it came about. */
export type ExplainedDecision = Schemas['ExplainedDecision']

/** One decision with all that is known of it. */
export function decisionQuery(id: string) {
  return queryOptions({
    queryKey: ['decision', id],
    queryFn: ({ signal }) =>
      answerOf(
        client.GET('/v1/decisions/{id}', {
          params: { path: { id }, query: { include: ['facts', 'trace', 'entry'] } },
          signal,
        }),
      ),
  })
}

/** The receipt of a decision; a problem receipt_not_ready until a checkpoint covers it. */
export function receiptQuery(id: string) {
  return queryOptions({
    queryKey: ['receipt', id],
    queryFn: ({ signal }) => answerOf(client.GET('/v1/decisions/{id}/receipt', { params: { path: { id } }, signal })),
  })
}

/** Has a decision looked at again; answers with the review that waits then. */
export async function reopenDecision({ id, reason }: { readonly id: string; readonly reason: string }) {
  return await answerOf(client.POST('/v1/decisions/{id}/reopen', { params: { path: { id } }, body: { reason } }))
}

/** What would have flipped a denied decision, in the words of a language. */
export function flipsQuery(id: string, language: string) {
  return queryOptions({
    queryKey: ['decision', id, 'flips', language],
    queryFn: ({ signal }) =>
      answerOf(client.GET('/v1/decisions/{id}/flips', { params: { path: { id }, query: { language } }, signal })),
  })
}

/** What the version that decided, and the one that decides now, make of a stored decision. */
export async function compareDecision({
  id,
  version,
}: {
  readonly id: string
  readonly version: number
}): Promise<readonly Schemas['ComparedItem'][]> {
  const body = { decision: id, versions: [version, 'active' as const] }
  return (await answerOf(client.POST('/v1/decisions/compare', { body }))).items
}
