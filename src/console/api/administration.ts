import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answerOf, client, type Schemas } from './client.ts'

/** An API key without its secret. */
export type ApiKey = Schemas['ApiKey']
/** A key with its secret, which is shown this once. */
export type CreatedApiKey = Schemas['CreatedApiKey']
/** One administrative act. */
export type AuditEntry = Schemas['AuditEntry']

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: async ({ signal }) => (await answerOf(client.GET('/v1/keys', { signal }))).items,
})

/** Makes a key. */
export async function createKey(body: Schemas['ApiKeyRequest']): Promise<CreatedApiKey> {
  return await answerOf(client.POST('/v1/keys', { body }))
}

/** Gives a key a new secret; the old one opens on for a day. */
export async function rotateKey(id: string): Promise<CreatedApiKey> {
  return await answerOf(client.POST('/v1/keys/{id}/rotate', { params: { path: { id } }, body: {} }))
}

/** Revokes a key. */
export async function revokeKey(id: string): Promise<void> {
  await answerOf(client.DELETE('/v1/keys/{id}', { params: { path: { id } } }))
}

/** Who did what, newest first. */
export const auditQuery = infiniteQueryOptions({
  queryKey: ['audit'],
  queryFn: ({ pageParam, signal }) =>
    answerOf(
      client.GET('/v1/audit', {
        params: { query: { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        signal,
      }),
    ),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next_cursor }) => next_cursor,
})

/** Whether approvals are paused, since when and why; looked at again by itself. */
export const approvalsQuery = queryOptions({
  queryKey: ['approvals'],
  queryFn: ({ signal }) => answerOf(client.GET('/v1/approvals', { signal })),
  refetchInterval: 15_000,
})

/** Turns the stop switch. */
export async function switchApprovals({
  pause,
  reason,
}: {
  readonly pause: boolean
  readonly reason: string
}): Promise<Schemas['Approvals']> {
  const body = { reason }
  return pause
    ? await answerOf(client.POST('/v1/approvals/pause', { body }))
    : await answerOf(client.POST('/v1/approvals/resume', { body }))
}

/** Whether a decision could be stored now. */
export const readinessQuery = queryOptions({
  queryKey: ['readiness'],
  queryFn: ({ signal }) => answerOf(client.GET('/readyz', { signal })),
})

/** The version of the service, as its OpenAPI document says it. */
export const serviceVersionQuery = queryOptions({
  queryKey: ['service-version'],
  queryFn: async ({ signal }): Promise<string> => {
    const document: unknown = await answerOf(client.GET('/openapi.json', { signal }))
    const info = (document as { readonly info?: { readonly version?: unknown } }).info
    return typeof info?.version === 'string' ? info.version : ''
  },
  staleTime: Number.POSITIVE_INFINITY,
})
