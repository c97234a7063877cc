import type { PipelineStage, QueryFilter } from 'mongoose'
import { readPageCursor, writePageCursor } from '../../ids/page-cursor.ts'
import { readQueuePlace, writeQueuePlace } from '../../ids/queue-place.ts'
import { storableId } from '../../ids/storable-id.ts'
import type { Entry } from '../../journal/entry.ts'
import type { JournalStore, Page, PendingReviewCount, PendingReviewFilter } from '../../journal/journal-store.ts'
import type { Connection } from './connection.ts'
import { type EntryDocument, entryKey } from './entry-document.ts'
import type { Stored } from './store-schema.ts'
import { duePlace, levelPlace, separator } from './waiting-fields.ts'

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
type Filter = QueryFilter<EntryDocument>
type Sort = Readonly<Record<string, 1 | -1>>

const fieldsOf = {
  review: { waits_review: 1, waits_review_at_level: 1 },
  delivery: { waits_delivery: 1 },
  response: { waits_response: 1 },
} as const

/** Times and ids are digits, capitals and dashes: every position in a queue lies between the two. */
const beforeAllPlaces = ''
const afterAllPlaces = '~'

/** What is changed beside entries, what waits to be done, and entries by kind, each found by an index. */
export function createQueues({ collections, inOrder, readEntry }: Connection): Queues {
  const find = async (hint: string, filter: Filter, sort: Sort, limit: number): Promise<Entry[]> =>
    inOrder(async (session) => {
      const options = { hint, session, sort, limit }
      const found = await collections.entry.find(filter, null, options).lean<Stored<EntryDocument>[]>()
      return found.map(readEntry)
    })
  const byId = (last: Entry): string => writePageCursor(last.id)

  return {
    clearPending: async (account, sequence, part) => {
      const place = { account, _id: entryKey(storableId(account), sequence) }
      await inOrder((session) => collections.entry.updateOne(place, { $unset: fieldsOf[part] }, { session }))
    },
    replaceConfidential: async (account, sealed) => {
      for (const { entry, confidentialText: confidential } of sealed) {
        const same = { account, _id: entryKey(storableId(account), entry.sequence), hash: entry.hash }
        await inOrder((session) => collections.entry.updateOne(same, { $set: { confidential } }, { session }))
      }
    },
    pendingReviews: async (filter, limit, cursor) => {
      const [index, wanted, sort] = reviewQuery(filter, cursor)
      return page(await find(index, wanted, sort, limit + 1), limit, queuePlaceOf)
    },
    countPendingReviews: (dueBefore) =>
      inOrder((session) =>
        collections.entry.aggregate<PendingReviewCount>(countsByLevel(dueBefore), {
          hint: 'waiting_reviews_of_level',
          session,
        }),
      ),
    pendingDeliveries: async (limit, cursor) => {
      const after = cursor === null ? beforeAllPlaces : readPageCursor(cursor)
      return page(
        await find('waiting_deliveries', { waits_delivery: { $gt: after } }, { waits_delivery: 1 }, limit + 1),
        limit,
        byId,
      )
    },
    pendingResponses: async (before, limit, cursor) => {
      const place = { $gt: cursor === null ? beforeAllPlaces : placeOf(cursor), $lt: before ?? afterAllPlaces }
      const found = await find('waiting_responses', { waits_response: place }, { waits_response: 1 }, limit + 1)
      return page(found, limit, ({ pending, id }) => writeQueuePlace({ due: pending.response ?? '', id }))
    },
    entriesOfKind: async (kind, limit, cursor) => {
      const before = cursor === null ? {} : { id: { $lt: readPageCursor(cursor) } }
      return page(await find('newest_of_kind', { kind, ...before }, { kind: -1, id: -1 }, limit + 1), limit, byId)
    },
  }
}

function reviewQuery({ level, dueBefore }: PendingReviewFilter, cursor: string | null): [index: string, Filter, Sort] {
  const after = cursor === null ? beforeAllPlaces : placeOf(cursor)
  const before = dueBefore ?? afterAllPlaces
  if (level === undefined)
    return ['waiting_reviews', { waits_review: { $gt: after, $lt: before } }, { waits_review: 1 }]
  const atLevel = { $gt: levelPlace(level, after), $lt: levelPlace(level, before) }
  return ['waiting_reviews_of_level', { waits_review_at_level: atLevel }, { waits_review_at_level: 1 }]
}

/** A place at a level begins with the level, and goes on with the time. */
function countsByLevel(dueBefore: string): PipelineStage[] {
  const parts = { $split: ['$waits_review_at_level', separator] }
  const part = (index: number): object => ({ $arrayElemAt: [parts, index] })
  const isOverdue = { $lt: [part(1), dueBefore] }
  return [
    { $match: { waits_review_at_level: { $gt: beforeAllPlaces } } },
    { $group: { _id: part(0), waiting: { $sum: 1 }, overdue: { $sum: { $cond: [isOverdue, 1, 0] } } } },
    { $project: { _id: 0, level: '$_id', waiting: 1, overdue: 1 } },
  ]
}

function placeOf(cursor: string): string {
  const { due, id } = readQueuePlace(cursor)
  return duePlace(due, id)
}

function queuePlaceOf({ pending, id }: Entry): string {
  return writeQueuePlace({ due: pending.review?.due_by ?? '', id })
}

function page(found: readonly Entry[], limit: number, place: (last: Entry) => string): Page<Entry> {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items, next: found.length > limit && last !== undefined ? place(last) : null }
}
