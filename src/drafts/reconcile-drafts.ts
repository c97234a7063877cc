import { auditStream } from '../audit/audit-stream.ts'
import type { Draft } from './draft.ts'
import { draftAct, isActOn, isReleaseActOn, releaseAct } from './draft-audit.ts'
import type { DraftDeps } from './draft-deps.ts'

const pageSize = 100

/** Logs drafts and settings whose newest revision the log does not have: a process died between the two. Returns how many. */
export async function reconcileDrafts({ store, audit }: DraftDeps): Promise<number> {
  const logged = new Set<string>()
  for await (const { kind, details } of auditStream(store, 0)) {
    if ('draft_sha256' in details) logged.add(JSON.stringify([details['draft'], details['revision']]))
    if (kind === 'release_changed') logged.add(JSON.stringify([kind, details['policy'], details['revision']]))
  }
  let made = 0
  for await (const draft of allDrafts(store)) {
    if (logged.has(JSON.stringify([draft.id, draft.revision]))) continue
    if (await audit.recordOnce(draftAct(draft), (entry) => isActOn(entry, draft))) made += 1
  }
  for (const settings of await store.allReleaseSettings()) {
    if (logged.has(JSON.stringify(['release_changed', settings.policy, settings.revision]))) continue
    if (await audit.recordOnce(releaseAct(settings), (entry) => isReleaseActOn(entry, settings))) made += 1
  }
  return made
}

/** Every draft of a store, ascending by id, read page by page. */
export async function* allDrafts(store: Pick<DraftDeps['store'], 'drafts'>): AsyncGenerator<Draft> {
  for (let after: string | null = null; ; ) {
    const page: readonly Draft[] = await store.drafts(after, pageSize)
    yield* page
    after = page.at(-1)?.id ?? null
    if (after === null || page.length < pageSize) return
  }
}
