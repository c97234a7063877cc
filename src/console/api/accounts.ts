import { queryOptions } from '@tanstack/react-query'
import { answerOf, client, type Schemas } from './client.ts'
import { pagesQuery } from './pages.ts'

/** What a customer is owed, and how they stand. */
export type Account = Schemas['Account']
/** One line of a statement. */
export type StatementLine = Schemas['StatementLine']

/** An account as its newest entry leaves it. */
export function accountQuery(id: string) {
  return queryOptions({
    queryKey: ['account', id],
    queryFn: ({ signal }) => answerOf(client.GET('/v1/accounts/{id}', { params: { path: { id } }, signal })),
  })
}

/** Its statement, newest first, page by page. */
export function statementQuery(id: string) {
  return pagesQuery(['account', id, 'entries'], (page, signal) =>
    // It is CSV where one asks for that; without a wish it is JSON, which the types cannot know.
    answerOf(
      client.GET('/v1/accounts/{id}/entries', { params: { path: { id }, query: page }, signal }) as Promise<{
        data?: Schemas['StatementPage']
        error?: unknown
        response: Response
      }>,
    ),
  )
}

/** An order of a policy with its newest decisions. */
export function orderQuery(id: string, policy: string) {
  return queryOptions({
    queryKey: ['order', policy, id],
    queryFn: ({ signal }) =>
      answerOf(client.GET('/v1/orders/{id}', { params: { path: { id }, query: { policy } }, signal })),
  })
}

/** Changes a balance by hand. */
export async function adjustAccount({
  id,
  body,
}: {
  readonly id: string
  readonly body: Schemas['AdjustmentRequest']
}): Promise<StatementLine> {
  return await answerOf(client.POST('/v1/accounts/{id}/adjustments', { params: { path: { id } }, body }))
}

/** Betters the standing of an account. */
export async function liftStanding({
  id,
  body,
}: {
  readonly id: string
  readonly body: Schemas['StandingRequest']
}): Promise<Account> {
  return await answerOf(client.POST('/v1/accounts/{id}/standing', { params: { path: { id } }, body }))
}
