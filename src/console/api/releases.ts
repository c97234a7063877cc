import { queryOptions } from '@tanstack/react-query'
import { ApiFault } from './api-fault.ts'
import { answerOf, client, type Schemas } from './client.ts'
import { type Draft, entityTag, type OfDraft } from './drafts.ts'
import { given } from './given.ts'

/** How the texts of a policy are released. */
export type Release = Schemas['Release']
/** What a text would have made of recorded decisions. */
export type Impact = Schemas['Impact']

/** Whether four eyes are set for a policy, and the limits of its gate. */
export function releaseQuery(name: string) {
  return queryOptions({
    queryKey: ['release', name],
    queryFn: ({ signal }) =>
      answerOf(client.GET('/v1/policies/{name}/release', { params: { path: { name } }, signal })),
  })
}

/** Sets how a policy is released, in place of what was known under the revision. */
export async function changeRelease({
  name,
  revision,
  body,
}: {
  readonly name: string
  readonly revision: number
  readonly body: Schemas['ReleaseRequest']
}): Promise<Release> {
  return await answerOf(
    client.PUT('/v1/policies/{name}/release', {
      params: { path: { name }, header: { 'If-Match': entityTag(revision) } },
      body,
    }),
  )
}

/** Agrees with the text that has the digest. */
export async function approveDraft({
  policy,
  id,
  body,
}: OfDraft & { readonly body: Schemas['DraftApprovalRequest'] }): Promise<Draft> {
  return await answerOf(
    client.POST('/v1/policies/{name}/drafts/{id}/approvals', { params: { path: { name: policy, id } }, body }),
  )
}

/** Takes back what one approved of the text as it is. */
export async function withdrawApproval({ policy, id }: OfDraft): Promise<Draft> {
  return await answerOf(
    client.DELETE('/v1/policies/{name}/drafts/{id}/approvals', { params: { path: { name: policy, id } } }),
  )
}

interface OnRevision extends OfDraft {
  readonly revision: number
  readonly acceptBreaking: boolean
}

/** Publishes a draft as the next version. */
export async function publishDraft({ policy, id, revision, acceptBreaking }: OnRevision) {
  return await answerOf(
    client.POST('/v1/policies/{name}/drafts/{id}/publish', {
      params: {
        path: { name: policy, id },
        query: acceptBreaking ? { accept_breaking: 'true' as const } : {},
        header: { 'If-Match': entityTag(revision) },
      },
    }),
  )
}

/** Has a draft published at a time. */
export async function scheduleDraft({
  policy,
  id,
  revision,
  acceptBreaking,
  dueAt,
}: OnRevision & { readonly dueAt: string }): Promise<Draft> {
  return await answerOf(
    client.PUT('/v1/policies/{name}/drafts/{id}/schedule', {
      params: { path: { name: policy, id }, header: { 'If-Match': entityTag(revision) } },
      body: { due_at: dueAt, accept_breaking: acceptBreaking },
    }),
  )
}

/** Takes its time away again. */
export async function unscheduleDraft({ policy, id }: OfDraft): Promise<Draft> {
  return await answerOf(
    client.DELETE('/v1/policies/{name}/drafts/{id}/schedule', { params: { path: { name: policy, id } } }),
  )
}

/** What is measured, and who hears how far it is. */
export interface Measuring {
  readonly policy: string
  readonly text: string
  /** Decided at this time or later; all decisions without it. */
  readonly from?: string | undefined
  readonly signal: AbortSignal
  onProgress(decisions: number): void
}

/** Decides recorded decisions again by a text, and sums up what would have come out. It ends with the signal. */
export async function measureImpact({ policy, text, from, signal, onProgress }: Measuring): Promise<Impact> {
  const lines = await answerOf(
    client.POST('/v1/policies/{name}/impact', {
      params: { path: { name: policy }, query: given({ from, top: 100 }) },
      headers: { 'Content-Type': 'application/yaml' },
      body: text,
      bodySerializer: (body) => String(body),
      parseAs: 'stream',
      signal,
    }),
  )
  if (lines === null) throw new Error('an answer without a body')
  for await (const line of linesOf(lines)) {
    if ('impact' in line) return line.impact
    if ('problem' in line) throw new ApiFault(line.problem)
    onProgress(line.progress.decisions)
  }
  throw new Error('an answer that ends before its last line')
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Schemas['ImpactLine']> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    const lines = (rest + (value ?? '')).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line !== '') yield JSON.parse(line) as Schemas['ImpactLine']
    if (done) return
  }
}
