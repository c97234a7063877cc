import { Problem } from '../problems/problem.ts'
import type { Draft } from './draft.ts'
import { draftAct } from './draft-audit.ts'
import type { DraftDeps } from './draft-deps.ts'
import { closedFault, draftChanged, draftNotFound } from './draft-problems.ts'
import { nextRevision } from './next-revision.ts'

/** Drafts in their store; whatever is written is logged. */
export interface DraftKeeper {
  /** The draft as it is now, also where it became a version and nobody noted it yet. Problem draft_not_found. */
  load(policy: string, id: string): Promise<Draft>
  /** The same, open and of this revision. Problems revision_conflict, draft_closed. */
  loadRevision(on: { readonly policy: string; readonly id: string; readonly revision: number }): Promise<Draft>
  add(draft: Draft): Promise<void>
  /** Writes it in place of `before`; false where somebody else was first. */
  replace(before: Draft, draft: Draft): Promise<boolean>
  /**
   * Changes an open draft, whatever its revision: again where somebody else was first. What the change gives as it was is
   * not written. Problem draft_closed.
   */
  change(policy: string, id: string, change: (draft: Draft) => Draft): Promise<Draft>
  /** The draft, noted as published where it became the version behind its base. */
  settled(draft: Draft): Promise<Draft>
}

type KeeperDeps = Pick<DraftDeps, 'store' | 'audit' | 'clock'>

/** The drafts of a store. */
export function createDraftKeeper(deps: KeeperDeps): DraftKeeper {
  const { store, audit } = deps
  const replace: DraftKeeper['replace'] = async (before, draft) => {
    if (!(await store.replaceDraft(draft, before.revision))) return false
    await audit.record(draftAct(draft))
    return true
  }
  const settled: DraftKeeper['settled'] = async (draft) => {
    const noted = await notedAsPublished(deps, draft)
    if (noted === null) return draft
    if (await replace(draft, noted)) return noted
    const newest = await store.draft(draft.id)
    return newest === null ? draft : settled(newest)
  }
  const load: DraftKeeper['load'] = async (policy, id) => {
    const draft = await store.draft(id)
    if (draft === null || draft.policy !== policy) throw draftNotFound(policy, id)
    return settled(draft)
  }
  return {
    load,
    loadRevision: async ({ policy, id, revision }) => {
      const draft = await load(policy, id)
      if (draft.revision !== revision) throw draftChanged(draft, revision)
      assertOpen(draft)
      return draft
    },
    add: async (draft) => {
      if (!(await store.insertDraft(draft))) throw new Problem('internal_error', 'The draft collided with another one.')
      await audit.record(draftAct(draft))
    },
    replace,
    change: async (policy, id, change) => {
      for (;;) {
        const draft = await load(policy, id)
        assertOpen(draft)
        const changed = change(draft)
        if (changed === draft || (await replace(draft, changed))) return changed
      }
    },
    settled,
  }
}

function assertOpen(draft: Draft): void {
  const fault = closedFault(draft)
  if (fault !== null) throw fault
}

/** Null where there is nothing to note. A draft becomes the version behind its base, or none. */
async function notedAsPublished({ store, clock }: KeeperDeps, draft: Draft): Promise<Draft | null> {
  const { policy, base_version: base, state, id, sha256 } = draft
  if (state !== 'open') return null
  const number = (base ?? 0) + 1
  if (((await store.newestPolicyVersionNumber(policy)) ?? 0) < number) return null
  const version = await store.policyVersion(policy, number)
  if (version?.release?.draft !== id || version.sha256 !== sha256) return null
  const by = { name: version.author, key_id: null }
  const change = { state: 'published' as const, schedule: null, published_version: number }
  return nextRevision(draft, { act: 'published', by, now: clock.now() }, change)
}
