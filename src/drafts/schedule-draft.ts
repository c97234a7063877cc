import { Problem } from '../problems/problem.ts'
import { formatInstant } from '../time/instant.ts'
import { personOf } from './create-draft.ts'
import type { Draft } from './draft.ts'
import type { DraftKeeper } from './draft-keeper.ts'
import { draftChanged } from './draft-problems.ts'
import type { Drafts, OnDraft, OnRevision } from './drafts.ts'
import { nextRevision } from './next-revision.ts'
import type { PublishingDeps } from './publish-draft.ts'
import { publisherFault } from './release-faults.ts'

/** Gives the draft a time at which it is published by itself; see {@link Drafts}. */
export async function scheduleDraft(
  { keeper, fitness, clock }: PublishingDeps,
  on: OnRevision,
  { due, acceptBreaking }: Parameters<Drafts['schedule']>[1],
): Promise<Draft> {
  const draft = await keeper.loadRevision(on)
  const now = clock.now()
  if (due <= now) throw new Problem('invalid_request', `${formatInstant(due)} is over: give a time that is to come.`)
  const fault = publisherFault(draft, await fitness.rulesOf(on.policy), on.by)
  if (fault !== null) throw fault
  const by = personOf(on.by)
  const schedule = { due_at: formatInstant(due), by, at: formatInstant(now), accept_breaking: acceptBreaking }
  const changed = nextRevision(draft, { act: 'scheduled', by, now }, { schedule, refused: null })
  if (await keeper.replace(draft, changed)) return changed
  throw draftChanged(await keeper.load(on.policy, on.id), on.revision)
}

/** Takes the time away again. */
export function unscheduleDraft(
  { clock }: Pick<PublishingDeps, 'clock'>,
  keeper: DraftKeeper,
  { policy, id, by }: OnDraft,
): Promise<Draft> {
  return keeper.change(policy, id, (draft) => {
    if (draft.schedule === null) return draft
    return nextRevision(draft, { act: 'unscheduled', by: personOf(by), now: clock.now() }, { schedule: null })
  })
}
