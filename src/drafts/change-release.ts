import { Problem } from '../problems/problem.ts'
import { formatInstant } from '../time/instant.ts'
import { personOf } from './create-draft.ts'
import { releaseAct } from './draft-audit.ts'
import type { DraftDeps } from './draft-deps.ts'
import type { Drafts, KnownRelease } from './drafts.ts'
import { limitsOf } from './gate-faults.ts'
import { type ReleaseSettings, usualRelease } from './release-settings.ts'

/** How the policy is released now. */
export async function knownRelease({ store }: Pick<DraftDeps, 'store'>, policy: string): Promise<KnownRelease> {
  const settings = await store.releaseSettings(policy)
  if (settings === null) return { ...usualRelease, policy, revision: 0, set_by: null, set_at: null }
  return { ...settings, set_by: settings.set_by.name }
}

/** Sets how it is released from now on; see {@link Drafts}. */
export async function changeRelease(
  deps: DraftDeps,
  { policy, rules, revision, by }: Parameters<Drafts['changeRelease']>[0],
): Promise<KnownRelease> {
  const { store, audit, clock, gateChecks } = deps
  const unknown = limitsOf(rules.publish_gate).find((limit) => !gateChecks.some((check) => check.limit === limit))
  if (unknown !== undefined) {
    throw new Problem('invalid_request', `Nothing here measures ${unknown}: a gate with it would let no text pass.`)
  }
  const settings: ReleaseSettings = {
    four_eyes: rules.four_eyes,
    publish_gate: rules.publish_gate,
    policy,
    revision: revision + 1,
    set_by: personOf(by),
    set_at: formatInstant(clock.now()),
  }
  const known = await store.releaseSettings(policy)
  const isFirst = (known?.revision ?? 0) === revision && (await store.appendReleaseSettings(settings))
  if (!isFirst) throw changedMeanwhile(await knownRelease(deps, policy), revision)
  await audit.record(releaseAct(settings))
  return { ...settings, set_by: settings.set_by.name }
}

function changedMeanwhile({ revision, set_by, set_at, policy }: KnownRelease, known: number): Problem {
  const by = set_by === null ? '' : `: ${set_by} set it at ${set_at}`
  return new Problem(
    'revision_conflict',
    `How "${policy}" is released has the revision ${revision}, not ${known}${by}. Read it again.`,
    { extensions: { current_revision: revision } },
  )
}
