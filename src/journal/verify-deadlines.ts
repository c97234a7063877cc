import { deadlineOf, disputeEntryKinds, disputeOf } from './dispute-entries.ts'
import type { Entry } from './entry.ts'
import { ofKinds } from './of-kind.ts'

/** The disputes of a stream, each by the newest entry about it. */
export interface NotedDeadlines {
  note(entry: Entry): void
  /** Entries whose dispute has to be answered and does not stand in the queue: nobody would see its deadline. */
  missing(): readonly Entry[]
}

/** Notes the entries of one stream, oldest first. */
export function noteDeadlines(): NotedDeadlines {
  const newest = new Map<string, Entry>()
  return {
    note: (entry) => {
      for (const said of ofKinds([entry], disputeEntryKinds)) newest.set(disputeOf(said), said)
    },
    missing: () =>
      [...newest.values()].filter((entry) => deadlineOf(entry) !== null && entry.pending.response === null),
  }
}
