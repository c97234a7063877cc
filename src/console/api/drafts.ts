import { queryOptions } from '@tanstack/react-query'
import { answerOf, client, type Schemas } from './client.ts'
import { given } from './given.ts'
import { pagesQuery } from './pages.ts'

/** A text on its way to become a version, with all that is known of it. */
export type Draft = Schemas['Draft']
/** The same in a list: without its text. */
export type DraftSummary = Schemas['DraftSummary']
export type DraftState = DraftSummary['state']

/** The draft of a policy, as an address names it. */
export interface OfDraft {
  readonly policy: string
  readonly id: string
}

/** The drafts of a policy in a state, newest first, page by page. */
export function draftsQuery(policy: string, state?: DraftState) {
  return pagesQuery(['drafts', policy, state ?? 'all'], (page, signal) =>
    answerOf(
      client.GET('/v1/policies/{name}/drafts', {
        params: { path: { name: policy }, query: { ...given({ state }), ...page } },
        signal,
      }),
    ),
  )
}

/** What a query keeps a draft under: what changed one puts its answer there. */
export function draftKey({ policy, id }: OfDraft): readonly string[] {
  return ['draft', policy, id]
}

/** One draft with its text, what was found in it, and what keeps it from being published. */
export function draftQuery(draft: OfDraft) {
  return queryOptions({
    queryKey: draftKey(draft),
    queryFn: ({ signal }) =>
      answerOf(client.GET('/v1/policies/{name}/drafts/{id}', { params: { path: pathOf(draft) }, signal })),
  })
}

/** What a draft changes of its base, in words and line by line, and what was published since. */
export function draftDifferenceQuery(draft: OfDraft, revision: number) {
  return queryOptions({
    queryKey: [...draftKey(draft), 'difference', revision],
    queryFn: ({ signal }) =>
      answerOf(client.GET('/v1/policies/{name}/drafts/{id}/difference', { params: { path: pathOf(draft) }, signal })),
  })
}

/** Makes a draft: of the newest version, of another one, or of a text. */
export async function createDraft({
  policy,
  body,
}: {
  readonly policy: string
  readonly body: Schemas['DraftRequest']
}): Promise<Draft> {
  return await answerOf(client.POST('/v1/policies/{name}/drafts', { params: { path: { name: policy } }, body }))
}

interface Edit extends OfDraft {
  /** The revision that is known; a problem revision_conflict where it is not the newest any more. */
  readonly revision: number
  readonly text: string
  readonly reason?: string | undefined
  /** For a draft that is stale: the version whose place it now takes. */
  readonly baseVersion?: number | undefined
}

/** Stores the text of a draft, whatever is wrong with it. */
export async function editDraft({ policy, id, revision, text, reason, baseVersion }: Edit): Promise<Draft> {
  return await answerOf(
    client.PUT('/v1/policies/{name}/drafts/{id}', {
      params: {
        path: { name: policy, id },
        query: given({ reason, base_version: baseVersion }),
        header: { 'If-Match': entityTag(revision) },
      },
      headers: { 'Content-Type': 'application/yaml' },
      body: text,
      bodySerializer: (body) => String(body),
    }),
  )
}

/** Discards a draft; it stays readable. */
export async function discardDraft({ policy, id, revision }: OfDraft & { readonly revision: number }): Promise<Draft> {
  return await answerOf(
    client.DELETE('/v1/policies/{name}/drafts/{id}', {
      params: { path: { name: policy, id }, header: { 'If-Match': entityTag(revision) } },
    }),
  )
}

/** Adds what one has to say to a draft. */
export async function commentOnDraft({ policy, id, text }: OfDraft & { readonly text: string }): Promise<Draft> {
  return await answerOf(
    client.POST('/v1/policies/{name}/drafts/{id}/comments', {
      params: { path: { name: policy, id } },
      body: { text },
    }),
  )
}

/** A revision as the service wants it in `If-Match`. */
export function entityTag(revision: number): string {
  return `"${revision}"`
}

function pathOf({ policy, id }: OfDraft): { readonly name: string; readonly id: string } {
  return { name: policy, id }
}
