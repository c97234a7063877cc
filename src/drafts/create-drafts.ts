import type { NamedText } from '../policy/difference/compare-texts.ts'
import { policyNotFound } from '../policy/versions/policy-not-found.ts'
import type { PolicyVersion } from '../policy/versions/policy-version.ts'
import { approveDraft, commentOnDraft, withdrawApproval } from './agree-on-draft.ts'
import { changeRelease, knownRelease } from './change-release.ts'
import { createDraft, personOf } from './create-draft.ts'
import type { Draft } from './draft.ts'
import type { DraftDeps } from './draft-deps.ts'
import { createDraftFitness } from './draft-fitness.ts'
import { createDraftKeeper } from './draft-keeper.ts'
import { draftChanged } from './draft-problems.ts'
import type { DraftDifference, Drafts, OnDraft } from './drafts.ts'
import { createTimetable } from './due-drafts.ts'
import { editDraft } from './edit-draft.ts'
import { nextRevision } from './next-revision.ts'
import { publishDraft } from './publish-draft.ts'
import { reconcileDrafts } from './reconcile-drafts.ts'
import { scheduleDraft, unscheduleDraft } from './schedule-draft.ts'

/** The drafts of a store. */
export function createDrafts(deps: DraftDeps): Drafts {
  const { store, clock } = deps
  const keeper = createDraftKeeper(deps)
  const fitness = createDraftFitness(deps)
  const publishing = { ...deps, keeper, fitness }
  const due = createTimetable(publishing)
  const shown = async (draft: Draft, { by }: Pick<OnDraft, 'by'>) => fitness.view(draft, by)
  return {
    create: async (wish) => {
      const draft = await createDraft(deps, wish)
      await keeper.add(draft)
      return shown(draft, wish)
    },
    show: async (on) => shown(await keeper.load(on.policy, on.id), on),
    textOf: async (policy, id) => (await keeper.load(policy, id)).text,
    list: async (policy, page) => {
      const found = await store.draftsOf(policy, page)
      if (found.length === 0 && page.before === null) await assertKnown(store, policy)
      return Promise.all(found.map((draft) => keeper.settled(draft)))
    },
    edit: async (edit) => shown(await editDraft(deps, keeper, edit), edit),
    comment: async (on, text) => shown(await commentOnDraft(deps, keeper, on, text), on),
    approve: async (on, approval) => shown(await approveDraft(deps, keeper, on, approval), on),
    withdraw: async (on) => shown(await withdrawApproval(deps, keeper, on), on),
    publish: async (on, { acceptBreaking }) => {
      const { draft, version } = await publishDraft(publishing, on, acceptBreaking)
      return { view: await shown(draft, on), version }
    },
    schedule: async (on, time) => {
      const draft = await scheduleDraft(publishing, on, time)
      due.note(time.due)
      return shown(draft, on)
    },
    unschedule: async (on) => shown(await unscheduleDraft(deps, keeper, on), on),
    discard: async (on) => {
      const draft = await keeper.loadRevision(on)
      const doing = { act: 'discarded', by: personOf(on.by), now: clock.now() } as const
      const discarded = nextRevision(draft, doing, { state: 'discarded', schedule: null })
      if (await keeper.replace(draft, discarded)) return shown(discarded, on)
      throw draftChanged(await keeper.load(on.policy, on.id), on.revision)
    },
    difference: async (policy, id) => differenceOf(deps, await keeper.load(policy, id)),
    compareVersions: async (policy, { from, to }) => {
      const [before, after] = await Promise.all([from, to].map((number) => deps.policies.version(policy, number)))
      if (before === undefined || after === undefined) throw new TypeError('two versions are two')
      const task = { base: namedText(before.version), mine: namedText(after.version), theirs: null }
      return (await deps.compareTexts(task)).mine
    },
    release: (policy) => knownRelease(deps, policy),
    changeRelease: (change) => changeRelease(deps, change),
    reconcile: () => reconcileDrafts(deps),
    due,
  }
}

/** A policy that has neither a version nor a draft is none. */
async function assertKnown(store: DraftDeps['store'], policy: string): Promise<void> {
  if ((await store.newestPolicyVersionNumber(policy)) !== null) return
  const [any] = await store.draftsOf(policy, { state: null, before: null, limit: 1 })
  if (any === undefined) throw policyNotFound(policy)
}

async function differenceOf({ store, compareTexts }: DraftDeps, draft: Draft): Promise<DraftDifference> {
  const { policy, base_version, text, id } = draft
  const newest = await store.newestPolicyVersion(policy)
  const base = base_version === null ? null : await store.policyVersion(policy, base_version)
  const isStale = newest !== null && newest.version !== base_version
  const comparison = await compareTexts({
    base: base === null ? { name: 'nothing', text: '' } : namedText(base),
    mine: { name: `draft ${id}`, text },
    theirs: isStale ? namedText(newest) : null,
  })
  return { base_version, newest_version: newest?.version ?? null, comparison }
}

function namedText({ name, version, text }: PolicyVersion): NamedText {
  return { name: `${name}@${version}`, text }
}
