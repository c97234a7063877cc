import { Problem } from '../problems/problem.ts'
import { formatInstant, parseInstant } from '../time/instant.ts'
import type { Draft, DraftSchedule } from './draft.ts'
import type { DueDrafts } from './drafts.ts'
import { nextRevision } from './next-revision.ts'
import { type PublishingDeps, publishDraft } from './publish-draft.ts'

/** Looked at in one go; the rest is due at the next. */
const mostAtOnce = 20
/** So long nobody waits for what could not be published. Milliseconds. */
const pauseAfterFault = 1000

/** Drafts that become due, and the way to say that one was given a time. */
export interface Timetable extends DueDrafts {
  /** Milliseconds since the epoch. */
  note(due: number): void
}

type Outcome = Awaited<ReturnType<DueDrafts['publish']>>[number]

/** Publishes what is due in a store; which is next this process knows since it looked last. */
export function createTimetable(deps: PublishingDeps): Timetable {
  const { store, clock } = deps
  let next = Number.POSITIVE_INFINITY
  let running: Promise<readonly Outcome[]> | null = null
  const publishAll = async (): Promise<readonly Outcome[]> => {
    const outcomes: Outcome[] = []
    const now = formatInstant(clock.now())
    for (const draft of await store.scheduledDrafts(mostAtOnce)) {
      const { schedule } = draft
      if (schedule === null || schedule.due_at > now) continue
      const outcome = await publishOne(deps, draft, schedule)
      if (outcome !== null) outcomes.push(outcome)
    }
    const due = (await store.scheduledDrafts(1))[0]?.schedule?.due_at
    next = due === undefined ? Number.POSITIVE_INFINITY : parseInstant(due)
    return outcomes
  }
  const run = async (): Promise<readonly Outcome[]> => {
    try {
      return await publishAll()
    } catch (error) {
      next = clock.now() + pauseAfterFault
      throw error
    }
  }
  return {
    isDue: () => clock.now() >= next,
    publish: () => {
      running ??= run().finally(() => {
        running = null
      })
      return running
    },
    note: (due) => {
      next = Math.min(next, due)
    },
  }
}

/** Null where somebody else was first. */
async function publishOne(deps: PublishingDeps, draft: Draft, schedule: DraftSchedule): Promise<Outcome | null> {
  const { policy, id, revision } = draft
  try {
    const on = { policy, id, revision, by: { ...schedule.by, may_publish: true } }
    const published = await publishDraft(deps, on, schedule.accept_breaking)
    return { draft: published.draft, problem: null }
  } catch (error) {
    if (!(error instanceof Problem) || error.code.startsWith('store_')) throw error
    // Published by another process, edited or cancelled: that is not this one's to refuse.
    if (error.code === 'revision_conflict' || error.code === 'draft_closed') return null
    return refuse(deps, draft, { schedule, problem: error })
  }
}

async function refuse(
  { keeper, store, clock }: PublishingDeps,
  draft: Draft,
  { schedule, problem }: { readonly schedule: DraftSchedule; readonly problem: Problem },
): Promise<Outcome | null> {
  const stored = await store.draft(draft.id)
  // Whoever published it first is seen as a version that came between: it is this draft's own.
  const known = stored === null ? null : await keeper.settled(stored)
  if (known === null || known.revision !== draft.revision) return null
  const now = clock.now()
  const { code, detail } = problem
  const refused = { due_at: schedule.due_at, at: formatInstant(now), code, detail }
  const by = { name: 'system', key_id: null }
  const changed = nextRevision(known, { act: 'refused', by, now }, { schedule: null, refused })
  return (await keeper.replace(known, changed)) ? { draft: changed, problem } : null
}
