import { readPageCursor, writePageCursor } from '../../ids/page-cursor.ts'
import { type QueuePlace, readQueuePlace, writeQueuePlace } from '../../ids/queue-place.ts'
import { storableId } from '../../ids/storable-id.ts'
import type { Entry, Pending } from '../../journal/entry.ts'
import type { JournalStore, Page, PendingPart, PendingReviewCount } from '../../journal/journal-store.ts'
import type { MemoryStreams } from './memory-streams.ts'
import { compareBytes, storedCopy } from './stored-copy.ts'

type Queues = Pick<
  JournalStore,
  | 'clearPending'
  | 'replaceConfidential'
  | 'pendingReviews'
  | 'countPendingReviews'
  | 'pendingDeliveries'
  | 'pendingResponses'
  | 'entriesOfKind'
>

/** What is changed beside entries, what waits to be done, and entries by kind, in memory. */
export function createMemoryQueues({ streams, byId }: MemoryStreams): Queues {
  const replace = (entry: Entry): void => {
    streams.get(entry.account)?.set(entry.sequence, entry)
    byId.set(entry.id, entry)
  }
  return {
    clearPending: async (account, sequence, part) => {
      const entry = streams.get(storableId(account))?.get(sequence)
      if (entry !== undefined) replace({ ...entry, pending: cleared(entry.pending, part) })
    },
    replaceConfidential: async (account, entries) => {
      for (const { entry } of entries) {
        const stored = streams.get(storableId(account))?.get(entry.sequence)
        if (stored?.hash === entry.hash) replace({ ...stored, confidential: storedCopy(entry.confidential) })
      }
    },
    pendingReviews: async ({ level, dueBefore }, limit, cursor) => {
      const after = cursor === null ? null : readQueuePlace(cursor)
      const waiting = [...byId.values()]
        .filter(({ pending: { review } }) => review !== null)
        .filter(({ pending: { review } }) => level === undefined || review?.level === level)
        .filter((entry) => dueBefore === undefined || dueOf(entry) < dueBefore)
        .filter((entry) => after === null || compareDue(entry, after) > 0)
        .sort((left, right) => compareDue(left, { due: dueOf(right), id: right.id }))
      return page(waiting, limit, (last) => writeQueuePlace({ due: dueOf(last), id: last.id }))
    },
    countPendingReviews: async (dueBefore) => {
      const counts = new Map<string, PendingReviewCount>()
      for (const { pending } of byId.values()) {
        if (pending.review === null) continue
        const { level, due_by } = pending.review
        const { waiting, overdue } = counts.get(level) ?? { waiting: 0, overdue: 0 }
        counts.set(level, { level, waiting: waiting + 1, overdue: overdue + (due_by < dueBefore ? 1 : 0) })
      }
      return [...counts.values()]
    },
    pendingDeliveries: async (limit, cursor) => {
      const after = cursor === null ? '' : readPageCursor(cursor)
      const waiting = [...byId.values()].filter(({ pending, id }) => pending.delivery && id > after)
      return page(
        waiting.sort((left, right) => compareBytes(left.id, right.id)),
        limit,
        ({ id }) => writePageCursor(id),
      )
    },
    pendingResponses: async (before, limit, cursor) => {
      const after = cursor === null ? null : readQueuePlace(cursor)
      const waiting = [...byId.values()]
        .flatMap((entry) =>
          entry.pending.response === null ? [] : [{ entry, due: entry.pending.response, id: entry.id }],
        )
        .filter(({ due }) => before === null || due < before)
        .filter((place) => after === null || comparePlaces(place, after) > 0)
        .sort(comparePlaces)
        .map(({ entry }) => entry)
      return page(waiting, limit, ({ pending, id }) => writeQueuePlace({ due: pending.response ?? '', id }))
    },
    entriesOfKind: async (kind, limit, cursor) => {
      const before = cursor === null ? null : readPageCursor(cursor)
      const found = [...byId.values()].filter((entry) => entry.kind === kind && (before === null || entry.id < before))
      return page(
        found.sort((left, right) => compareBytes(right.id, left.id)),
        limit,
        ({ id }) => writePageCursor(id),
      )
    },
  }
}

function cleared(pending: Pending, part: PendingPart): Pending {
  return { ...pending, [part]: part === 'review' || part === 'response' ? null : false }
}

function dueOf(entry: Entry): string {
  return entry.pending.review?.due_by ?? ''
}

function compareDue(entry: Entry, place: QueuePlace): number {
  return comparePlaces({ due: dueOf(entry), id: entry.id }, place)
}

function comparePlaces(left: QueuePlace, right: QueuePlace): number {
  return compareBytes(left.due, right.due) || compareBytes(left.id, right.id)
}

function page(found: readonly Entry[], limit: number, place: (last: Entry) => string): Page<Entry> {
  const items = found.slice(0, limit).map(storedCopy)
  const last = items.at(-1)
  return { items, next: found.length > limit && last !== undefined ? place(last) : null }
}
