import { readPageCursor, writePageCursor } from '../../ids/page-cursor.ts'
import { readQueuePlace, writeQueuePlace } from '../../ids/queue-place.ts'
import { storableId } from '../../ids/storable-id.ts'
import type { Entry } from '../../journal/entry.ts'
import type { JournalStore, Page, PendingReviewFilter } from '../../journal/journal-store.ts'
import { damagedPlace } from '../stored-json.ts'
import type { Connection, Parameter } from './connection.ts'
import { entrySelection, readEntry } from './entry-row.ts'
import { idBytes } from './id-bytes.ts'
import { newestOfClasses, readNumber } from './newest-of-classes.ts'
import type { SharedFile } from './shared-file.ts'

type Queues = Pick<
  JournalStore,
  'clearPending' | 'pendingReviews' | 'countPendingReviews' | 'pendingDeliveries' | 'pendingResponses' | 'entriesOfKind'
>

const clear = {
  review: `UPDATE entry SET pending_review_level = NULL, pending_review_due = NULL WHERE account = ? AND sequence = ?`,
  delivery: 'UPDATE entry SET pending_delivery = 0 WHERE account = ? AND sequence = ?',
  response: 'UPDATE entry SET pending_response = NULL WHERE account = ? AND sequence = ?',
}
const selectDeliveries = `SELECT ${entrySelection} FROM entry INDEXED BY pending_delivery
  WHERE pending_delivery = 1 AND id > ? ORDER BY entry.id LIMIT ?`
const selectResponses = `SELECT ${entrySelection} FROM entry INDEXED BY pending_response
  WHERE pending_response IS NOT NULL AND (entry.pending_response, entry.id) > (?, ?) AND entry.pending_response < ?
  ORDER BY entry.pending_response, entry.id LIMIT ?`
/** Times are digits, capitals and dashes. */
const afterAllTimes = '~'
const countReviews = `SELECT pending_review_level AS level, count(*) AS waiting, sum(pending_review_due < ?) AS overdue
  FROM entry INDEXED BY pending_review_by_level WHERE pending_review_due IS NOT NULL GROUP BY pending_review_level`
const selectClassesOfKind = 'SELECT id FROM class WHERE kind = ?'

/** What waits to be done, and entries by kind, each found by an index. */
export function createQueues({ connection, commits, caches }: SharedFile): Queues {
  const page = (rows: readonly Entry[], limit: number, place: (last: Entry) => string): Page<Entry> => {
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return { items, next: rows.length > limit && last !== undefined ? place(last) : null }
  }
  const byId = (last: Entry): string => writePageCursor(last.id)
  return {
    clearPending: async (account, sequence, part) => {
      const name = storableId(account)
      await commits.write(
        () => connection.run(clear[part], [name, sequence]),
        () => caches.heads.delete(account),
      )
    },
    pendingReviews: async (filter, limit, cursor) =>
      page(selectPendingReviews(connection, { filter, limit, cursor }), limit, queuePlaceOf),
    countPendingReviews: async (dueBefore) =>
      connection.all(countReviews, [dueBefore]).map(({ level, waiting, overdue }) => {
        if (typeof level !== 'string') throw damagedPlace('the queue of reviews')
        return { level, waiting: readNumber(waiting), overdue: readNumber(overdue) }
      }),
    pendingDeliveries: async (limit, cursor) => {
      const after = idBytes(cursor === null ? '' : readPageCursor(cursor))
      return page(connection.rows(selectDeliveries, [after, limit + 1]).map(readEntry), limit, byId)
    },
    pendingResponses: async (before, limit, cursor) => {
      const { due, id } = cursor === null ? { due: '', id: '' } : readQueuePlace(cursor)
      const parameters = [due, idBytes(id), before ?? afterAllTimes, limit + 1]
      return page(connection.rows(selectResponses, parameters).map(readEntry), limit, (last) =>
        writeQueuePlace({ due: last.pending.response ?? '', id: last.id }),
      )
    },
    entriesOfKind: async (kind, limit, cursor) => {
      const before = cursor === null ? null : readPageCursor(cursor)
      const classes = connection.all(selectClassesOfKind, [kind]).map(({ id }) => readNumber(id))
      return page(newestOfClasses(connection, classes, { below: before, atLeast: null, limit: limit + 1 }), limit, byId)
    },
  }
}

interface ReviewQuery {
  readonly filter: PendingReviewFilter
  readonly limit: number
  readonly cursor: string | null
}

function selectPendingReviews(connection: Connection, query: ReviewQuery): readonly Entry[] {
  const { level, dueBefore } = query.filter
  const conditions = ['pending_review_due IS NOT NULL']
  const parameters: Parameter[] = []
  if (level !== undefined) {
    conditions.push('pending_review_level = ?')
    parameters.push(level)
  }
  if (dueBefore !== undefined) {
    conditions.push('pending_review_due < ?')
    parameters.push(dueBefore)
  }
  if (query.cursor !== null) {
    const { due, id } = readQueuePlace(query.cursor)
    conditions.push('(entry.pending_review_due, entry.id) > (?, ?)')
    parameters.push(due, idBytes(id))
  }
  const index = level === undefined ? 'pending_review_by_due' : 'pending_review_by_level'
  const sql = `SELECT ${entrySelection} FROM entry INDEXED BY ${index}
    WHERE ${conditions.join(' AND ')} ORDER BY entry.pending_review_due, entry.id LIMIT ?`
  return connection.rows(sql, [...parameters, query.limit + 1]).map(readEntry)
}

function queuePlaceOf({ pending, id }: Entry): string {
  return writeQueuePlace({ due: pending.review?.due_by ?? '', id })
}
