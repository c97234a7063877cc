import { conflictBetween } from '../policy/versions/conflict-between.ts'
import type { PublishedVersion } from '../policy/versions/policies.ts'
import { checkFault, expectationFault } from '../policy/versions/publish-faults.ts'
import type { Problem } from '../problems/problem.ts'
import { personOf } from './create-draft.ts'
import type { Draft } from './draft.ts'
import type { DraftDeps } from './draft-deps.ts'
import type { DraftFitness } from './draft-fitness.ts'
import type { DraftKeeper } from './draft-keeper.ts'
import type { DraftActor, OnRevision } from './drafts.ts'
import { nextRevision } from './next-revision.ts'
import { approvalFault, publisherFault, validApprovals } from './release-faults.ts'

/** What drafts are published with. */
export interface PublishingDeps extends DraftDeps {
  readonly keeper: DraftKeeper
  readonly fitness: DraftFitness
}

/** A draft and the version that it became. */
interface Published {
  readonly draft: Draft
  readonly version: PublishedVersion
}

/**
 * Publishes a draft as the version behind its base; see {@link Drafts}. The number of that version makes it happen once. What
 * is published is the very text that was approved, also where somebody edits the draft meanwhile.
 */
export async function publishDraft(deps: PublishingDeps, on: OnRevision, acceptBreaking: boolean): Promise<Published> {
  const { keeper, clock } = deps
  const draft = await keeper.loadRevision(on)
  await assertFit(deps, draft, on.by)
  const version = await publishText(deps, draft, { by: on.by, acceptBreaking })
  const now = clock.now()
  const doing = { act: 'published', by: personOf(on.by), now } as const
  for (let known = draft; ; ) {
    const change = { state: 'published', schedule: null, published_version: version.version } as const
    const noted = nextRevision(known, doing, change)
    if (await keeper.replace(known, noted)) return { draft: noted, version }
    known = await keeper.load(on.policy, on.id)
    // Noted by somebody else, or written on into a text that is not this version's.
    if (known.state !== 'open' || known.sha256 !== version.sha256) return { draft: known, version }
  }
}

async function assertFit(deps: PublishingDeps, draft: Draft, actor: DraftActor): Promise<void> {
  const { store, fitness } = deps
  const { policy: name, base_version: base } = draft
  const newest = await store.newestPolicyVersion(name)
  const expected = base ?? 'absent'
  const conflict = expectationFault({ name, expected }, newest)
  if (conflict !== null) throw await conflictBetween(deps, { name, expected }, conflict)
  const rules = await fitness.rulesOf(name)
  throwUnlessNull(publisherFault(draft, rules, actor))
  throwUnlessNull(approvalFault(draft, rules))
  if (draft.retires) return
  const check = await fitness.check(draft, newest)
  throwUnlessNull(checkFault(check))
  throwUnlessNull(await fitness.gateFault(draft, { newest, check, rules, actor, isQuick: false }))
}

function publishText(
  { policies }: PublishingDeps,
  draft: Draft,
  { by, acceptBreaking }: { readonly by: DraftActor; readonly acceptBreaking: boolean },
): Promise<PublishedVersion> {
  const { policy: name, text, reason, id, base_version: base } = draft
  const approved_by = [...new Set(validApprovals(draft).map((approval) => approval.by.name))]
  const release = { draft: id, approved_by }
  const author = by.name
  if (!draft.retires || base === null) {
    return policies.publish({ name, text, reason, author, expected: base ?? 'absent', acceptBreaking, release })
  }
  return policies
    .retire({ name, reason: reason ?? 'retired by a draft', author, expected: base, release })
    .then((version) => ({ ...version, warnings: [] }))
}

function throwUnlessNull(problem: Problem | null): void {
  if (problem !== null) throw problem
}
