import { queryOptions } from '@tanstack/react-query'
import { answerOf, client, type Schemas } from './client.ts'
import { given } from './given.ts'

/** What was found in a text: faults, and how its cases come out. */
export type PolicyCheck = Schemas['PolicyCheck']
/** One fault of a text, with its place and how to mend it. */
export type Diagnostic = Schemas['Diagnostic']
/** How one case comes out. */
export type CaseResult = Schemas['CaseResult']
/** What a text makes of an order. */
export type ComparedItem = Schemas['ComparedItem']
/** What can be proved of a text. */
export type PolicyProof = Schemas['PolicyProof']

/** How a policy's text is sent. */
const asYaml = {
  headers: { 'Content-Type': 'application/yaml' },
  bodySerializer: (body: unknown) => String(body),
}

/** A text under the name of its policy. */
export interface PolicyText {
  readonly policy: string
  readonly text: string
}

/** Every fault of a text, and its cases where it has none. A newer question ends an older one. */
export function checkQuery({ policy, text }: PolicyText) {
  return queryOptions({
    queryKey: ['check', policy, text],
    queryFn: ({ signal }) =>
      answerOf(
        client.POST('/v1/policies/{name}/validate', {
          params: { path: { name: policy } },
          body: text,
          ...asYaml,
          signal,
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
  })
}

/** What a text makes of the facts of an order, and what the active version does where there is one. */
export function tryQuery({
  policy,
  text,
  facts,
  at,
}: PolicyText & { readonly facts: Schemas['Facts']; readonly at: string | undefined }) {
  return queryOptions({
    queryKey: ['try', policy, text, facts, at],
    queryFn: async ({ signal }) =>
      (
        await answerOf(
          client.POST('/v1/decisions/compare', {
            body: { policy, text, facts, versions: ['active'], traced: true, ...given({ at }) },
            signal,
          }),
        )
      ).items,
    staleTime: 30_000,
    gcTime: 30_000,
  })
}

/** Findings of a text alone, or against a version: which orders it decides otherwise. May take long. */
export async function provePolicy({
  policy,
  text,
  against,
}: PolicyText & { readonly against?: number | undefined }): Promise<PolicyProof> {
  return await answerOf(
    client.POST('/v1/policies/{name}/proofs', {
      params: { path: { name: policy }, query: given({ against }) },
      body: text,
      ...asYaml,
    }),
  )
}

/** How many small faults the cases of a text notice, and which they do not. May take long. */
export async function measureStrength({ policy, text }: PolicyText): Promise<Schemas['StrengthCheck']> {
  return await answerOf(
    client.POST('/v1/policies/{name}/mutations', { params: { path: { name: policy } }, body: text, ...asYaml }),
  )
}

/** The public page of a text in a language, as HTML. */
export function pageQuery({ policy, text, language }: PolicyText & { readonly language: string | undefined }) {
  return queryOptions({
    queryKey: ['page', policy, text, language],
    queryFn: ({ signal }) =>
      answerOf(
        client.POST('/v1/policies/{name}/page', {
          params: { path: { name: policy }, query: given({ language }) },
          body: text,
          ...asYaml,
          parseAs: 'text',
          signal,
        }),
      ),
    gcTime: 30_000,
  })
}
