import { queryOptions } from '@tanstack/react-query'
import { answerOf, client, type Schemas } from './client.ts'
import type { operations } from './openapi.generated.ts'
import { pagesQuery } from './pages.ts'

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

/** What the audit log can be searched by. */
export type AuditFilters = Omit<NonNullable<operations['listAuditEntries']['parameters']['query']>, 'cursor' | 'limit'>

/** The acts that the filters find, newest first, page by page. */
export function auditQuery(filters: AuditFilters) {
  return pagesQuery(['audit', filters], (page, signal) =>
    answerOf(client.GET('/v1/audit', { params: { query: { ...filters, ...page } }, signal })),
  )
}

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

/** What runs here: versions, what keeps the store, whether it could decide, what was signed and verified last. */
export const serviceQuery = queryOptions({
  queryKey: ['service'],
  queryFn: ({ signal }) => answerOf(client.GET('/v1/service', { signal })),
})

/** The newest checkpoint, and whether the store is still the one that it is of: compared at the call. */
export const checkpointQuery = queryOptions({
  queryKey: ['checkpoint'],
  queryFn: ({ signal }) => answerOf(client.GET('/v1/checkpoints/latest', { signal })),
})
