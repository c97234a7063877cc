import { storableId } from '../../ids/storable-id.ts'
import type { Entry } from '../../journal/entry.ts'
import type { HistorySelection } from '../../journal/journal-store.ts'
import type { Connection } from './connection.ts'
import { entrySelection, readEntry } from './entry-row.ts'

const selectOfOrder = `SELECT ${entrySelection} FROM entry
  WHERE account = ? AND order_id = ? AND sequence <= ? AND +at > ? AND +at < ?
    AND +kind IN (SELECT value FROM json_each(?))
  ORDER BY sequence DESC`
const selectOfKind = `SELECT ${entrySelection} FROM entry INDEXED BY entry_by_kind
  WHERE account = ? AND kind = ? AND at > ? AND at < ? AND +sequence <= ?
  ORDER BY at DESC, sequence DESC`

/** Times are digits and capitals: every time lies between the two. */
const beforeAllTime = ''
const afterAllTime = '~'

/** The selected entries, newest first. The stream below `upTo` never changes, so several reads see one state. */
export function historyEntries(connection: Connection, selection: HistorySelection): readonly Entry[] {
  const { order, kinds, upTo } = selection
  const account = storableId(selection.account)
  const after = selection.after ?? beforeAllTime
  const before = selection.before ?? afterAllTime
  if (order !== null) {
    const parameters = [account, storableId(order), upTo, after, before, JSON.stringify(kinds)]
    return connection.all(selectOfOrder, parameters).map(readEntry)
  }
  return [...new Set(kinds)]
    .flatMap((kind) => connection.all(selectOfKind, [account, kind, after, before, upTo]).map(readEntry))
    .sort((left, right) => right.sequence - left.sequence)
}
