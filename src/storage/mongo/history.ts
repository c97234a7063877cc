import type { QueryFilter } from 'mongoose'
import { storableId } from '../../ids/storable-id.ts'
import type { Entry } from '../../journal/entry.ts'
import type { HistorySelection } from '../../journal/journal-store.ts'
import type { Connection } from './connection.ts'
import { type EntryDocument, entryKey, readEntry } from './entry-document.ts'
import type { Stored } from './store-schema.ts'

/** The selected entries, newest first. The stream below `upTo` never changes, so several reads see one state. */
export async function historyEntries(
  connection: Connection,
  { account, order, kinds, after, before, upTo }: HistorySelection,
): Promise<readonly Entry[]> {
  if (kinds.length === 0) return []
  const at = { ...(after === null ? {} : { $gt: after }), ...(before === null ? {} : { $lt: before }) }
  const wanted: QueryFilter<EntryDocument> = {
    account: storableId(account),
    ...(order === null ? {} : { order: storableId(order) }),
    kind: { $in: [...new Set(kinds)] },
    ...(after === null && before === null ? {} : { at }),
    _id: { $lte: entryKey(account, upTo) },
  }
  return connection.inOrder(async (session) => {
    const found = await connection.collections.entry
      .find(wanted, null, { hint: order === null ? 'by_kind' : 'by_order', session })
      .lean<Stored<EntryDocument>[]>()
    return found.map(readEntry).sort((left, right) => right.sequence - left.sequence)
  })
}
