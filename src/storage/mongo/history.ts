import type { PipelineStage, QueryFilter } from 'mongoose'
import { storableId } from '../../ids/storable-id.ts'
import { disputeEntryKinds } from '../../journal/dispute-entries.ts'
import type { Entry } from '../../journal/entry.ts'
import { countedName } from '../../journal/found-by.ts'
import type {
  CountedHistory,
  HistoryCount,
  HistoryFilter,
  HistorySelection,
  HistoryStretch,
} from '../../journal/history-selection.ts'
import type { JournalStore } from '../../journal/journal-store.ts'
import { sumDecimals } from '../../money/sum-decimals.ts'
import type { Connection } from './connection.ts'
import { type EntryDocument, entryKey, partField } from './entry-document.ts'
import { names } from './entry-names.ts'
import { nameIndex } from './indexes.ts'
import { seekDecidedUpTo } from './seeks.ts'
import type { Stored } from './store-schema.ts'

type Filter = QueryFilter<EntryDocument>

/** What is counted of one currency; of none, or of all, where `_id` is null. */
interface CountedCurrency {
  readonly _id: string | null
  readonly count: number
  readonly amounts?: readonly string[]
}

const byCurrency = { _id: '$credit_currency', count: { $sum: 1 }, amounts: { $push: '$credit_amount' } }

/** What a decision counts back to; all below `upTo` never changes, so several reads see one state. */
export function createHistory(
  connection: Connection,
): Pick<JournalStore, 'newestDecidedUpTo' | 'historyCount' | 'historyEntries'> {
  return {
    newestDecidedUpTo: async (account, decidedAt, upTo) =>
      connection.inOrder(async (session) => {
        const { index, filter, sort } = seekDecidedUpTo(account, decidedAt, upTo)
        const [found] = await connection.collections.entry
          .find(filter, null, { hint: index, session, sort, limit: 1 })
          .lean<Stored<EntryDocument>[]>()
        return found === undefined ? null : connection.readEntry(found)
      }),
    historyCount: async (selection) => historyCount(connection, selection),
    historyEntries: async (selection) => historyEntries(connection, selection),
  }
}

async function historyCount(connection: Connection, selection: HistoryCount): Promise<CountedHistory> {
  const { counted, where } = selection
  const filter: Filter = {
    ...stretchOf(selection),
    counted: { $regex: escaped(countedName(counted)) },
    ...passing(where),
  }
  const pipeline: PipelineStage[] = [
    { $match: filter },
    { $group: selection.isSum ? byCurrency : { _id: null, count: { $sum: 1 } } },
  ]
  const found = await connection.inOrder((session) =>
    connection.collections.entry
      .aggregate<CountedCurrency>(pipeline)
      .option({ hint: indexOf(selection) })
      .session(session),
  )
  const credited = found.flatMap(({ _id, amounts = [] }) =>
    _id === null ? [] : [[_id, sumDecimals(amounts)] as const],
  )
  return { count: found.reduce((sum, { count }) => sum + count, 0), credited: Object.fromEntries(credited) }
}

/** Where the entries are found. */
function indexOf({ of }: Pick<HistoryStretch, 'of'>): string {
  if (of === null) return 'history_of_account'
  return 'part' in of ? 'entries_of_part' : 'entries_of_order'
}

function stretchOf({ account, of, after, before, upTo }: HistoryStretch): Filter {
  const window = { ...(after === null ? {} : { $gt: after }), ...(before === null ? {} : { $lt: before }) }
  return {
    account: storableId(account),
    ...(of === null ? {} : { order_policy: storableId(of.policy), order_id: storableId(of.id) }),
    ...(of === null || !('part' in of) ? {} : { order_part: storableId(partField(of.part)) }),
    ...(after === null && before === null ? {} : { decided_at: window }),
    _id: { $lte: entryKey(account, upTo) },
  }
}

function passing({ outcome, rule, clause, kind }: HistoryFilter): Filter {
  return {
    ...(outcome === undefined ? {} : { $or: [{ outcome }, { label: outcome }] }),
    ...(rule === undefined ? {} : { rule }),
    ...(clause === undefined ? {} : { clause }),
    ...(kind === undefined ? {} : { kind }),
  }
}

function escaped(name: string): string {
  return name.replaceAll('|', '[|]')
}

async function historyEntries(connection: Connection, selection: HistorySelection): Promise<readonly Entry[]> {
  const { of, kinds } = selection
  if (kinds.length === 0) return []
  const isOfDisputes = of === null && kinds.every((kind) => disputeEntryKinds.some((other) => other === kind))
  const wanted: Filter = {
    ...stretchOf(selection),
    kind: { $in: [...new Set(kinds)] },
    ...(isOfDisputes ? { names: names.ofDisputes(selection.account) } : {}),
  }
  const hint = isOfDisputes ? nameIndex : indexOf(selection)
  return connection.inOrder(async (session) => {
    const found = await connection.collections.entry
      .find(wanted, null, { hint, session })
      .lean<Stored<EntryDocument>[]>()
    return found.map(connection.readEntry).sort((left, right) => right.sequence - left.sequence)
  })
}
