import { Problem } from '../problems/problem.ts'
import type { Draft } from './draft.ts'

/** The problem of an id that no draft of the policy has. */
export function draftNotFound(policy: string, id: string): Problem {
  return new Problem('draft_not_found', `The policy "${policy}" has no draft ${id}.`, { extensions: { policy } })
}

/** The problem of an act on a draft that changes no more; null for one that is open. */
export function closedFault({ id, state, published_version: version }: Draft): Problem | null {
  if (state === 'open') return null
  const became = state === 'published' ? `was published as version ${version}` : 'was discarded'
  return new Problem('draft_closed', `The draft ${id} ${became}; make a new one.`, {
    extensions: { published_version: version },
  })
}

/** The problem of whoever knows an older revision of a draft: what was done to it since. */
export function draftChanged(draft: Draft, known: number, more: Readonly<Record<string, unknown>> = {}): Problem {
  const { id, revision, history, sha256 } = draft
  const since = history.filter((act) => act.revision > known)
  const acts = since.map(({ revision: made, act, by, at }) => ({ revision: made, act, by: by.name, at }))
  const told = acts.map(({ act, by, at }) => `${act} by ${by} at ${at}`).join(', ')
  const detail = `The draft ${id} has the revision ${revision}, not ${known}${told === '' ? '' : `: ${told}`}. Read it again.`
  return new Problem('revision_conflict', detail, {
    extensions: { current_revision: revision, sha256, acts, ...more },
  })
}
