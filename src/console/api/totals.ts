import { queryOptions } from '@tanstack/react-query'
import { answerOf, client, type Schemas } from './client.ts'

/** What was decided and credited on one day with one outcome, clause, rule and currency. */
export type DayTotal = Schemas['DayTotal']

interface TotalsRange {
  readonly from: string
  readonly to: string
  readonly time_zone: string
  readonly policy?: string
}

/** The totals of days, kept for a minute. */
export function totalsQuery(range: TotalsRange) {
  return queryOptions({
    queryKey: ['totals', range],
    queryFn: async ({ signal }) =>
      (await answerOf(client.GET('/v1/totals', { params: { query: range }, signal }))).items,
    staleTime: 60_000,
    refetchInterval: 60_000,
  })
}

/** Credits that did not get to where the money lives yet: the first of them, oldest first. */
export const undeliveredQuery = queryOptions({
  queryKey: ['undelivered'],
  queryFn: ({ signal }) =>
    answerOf(client.GET('/v1/credits/undelivered', { params: { query: { limit: 200 } }, signal })),
})

/** Disputes that are open: the first of them. */
export const openDisputesQuery = queryOptions({
  queryKey: ['disputes', 'open'],
  queryFn: ({ signal }) =>
    answerOf(client.GET('/v1/disputes', { params: { query: { status: 'open', limit: 200 } }, signal })),
})
