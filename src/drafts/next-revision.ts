import { formatInstant } from '../time/instant.ts'
import type { Draft, DraftActKind, Person } from './draft.ts'

/** Acts that a draft keeps of itself: the audit log has all of them. */
const mostActs = 100

/** What of a draft an act may change. */
export type DraftChange = Partial<
  Omit<Draft, 'id' | 'policy' | 'revision' | 'history' | 'created_by' | 'created_at' | 'retires'>
>

/** Who does something to a draft, and when: milliseconds since the epoch. */
export interface Doing {
  readonly act: DraftActKind
  readonly by: Person
  readonly now: number
}

/** The draft after an act: its next revision. */
export function nextRevision(draft: Draft, { act, by, now }: Doing, change: DraftChange): Draft {
  const revision = draft.revision + 1
  const done = { revision, act, by, at: formatInstant(now) }
  return { ...draft, ...change, revision, history: [...draft.history, done].slice(-mostActs) }
}
