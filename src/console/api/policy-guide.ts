import { queryOptions } from '@tanstack/react-query'
import { answerOf, client, type Schemas } from './client.ts'

/** What a kind of fault means, and how it is mended. */
export type FaultPage = Schemas['FaultPage']

/** The schema of policy texts; it stays as it is while the service runs. */
export const policySchemaQuery = queryOptions({
  queryKey: ['policy-schema'],
  queryFn: async ({ signal }): Promise<Readonly<Record<string, unknown>>> =>
    await answerOf(client.GET('/policy.schema.json', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
})

/** The functions of formulas. */
export const functionsQuery = queryOptions({
  queryKey: ['functions'],
  queryFn: async ({ signal }) => (await answerOf(client.GET('/v1/functions', { signal }))).items,
  staleTime: Number.POSITIVE_INFINITY,
})

/** The page of a kind of fault. */
export function faultPageQuery(code: string) {
  return queryOptions({
    queryKey: ['fault', code],
    queryFn: ({ signal }) => answerOf(client.GET('/v1/faults/{code}', { params: { path: { code } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
