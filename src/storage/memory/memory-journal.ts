import { idPage } from '../../ids/id-page.ts'
import { readPageCursor } from '../../ids/page-cursor.ts'
import { storableId } from '../../ids/storable-id.ts'
import type { Entry } from '../../journal/entry.ts'
import type { EntryKind } from '../../journal/entry-kinds.ts'
import type { FeedStore } from '../../journal/feed-store.ts'
import type { DecisionFilter, HistorySelection, JournalStore } from '../../journal/journal-store.ts'
import { sumDecimals } from '../../money/sum-decimals.ts'
import { Problem } from '../../problems/problem.ts'
import { createMemoryFeed } from './memory-feed.ts'
import { createMemoryQueues } from './memory-queues.ts'
import { compareBytes, storedCopy, storedCopyOrNull } from './stored-copy.ts'

/** The journal and its feed in memory. */
export function createMemoryJournalStore(): JournalStore & FeedStore {
  const streams = new Map<string, Map<number, Entry>>()
  const byId = new Map<string, Entry>()

  const ascending = (account: string): Entry[] =>
    [...(streams.get(storableId(account))?.values() ?? [])].sort((left, right) => left.sequence - right.sequence)
  const newest = (account: string, wanted: (entry: Entry) => boolean): Entry | null =>
    storedCopyOrNull(ascending(account).findLast(wanted))

  return {
    head: async (account) => newest(account, () => true),
    append: async (entry) => {
      const { account, sequence, id, order, idempotency_key: key } = entry
      for (const text of [account, id, order, key]) if (text !== null) storableId(text)
      const stream = streams.get(account) ?? new Map<number, Entry>()
      const existing = stream.get(sequence)
      if (existing !== undefined) return { appended: false, existing: storedCopy(existing) }
      if (byId.has(id)) throw new Problem('internal_error', `Another stream has an entry with the id ${id}.`)
      const stored = storedCopy(entry)
      streams.set(account, stream.set(sequence, stored))
      byId.set(id, stored)
      return { appended: true }
    },
    entryAt: async (account, sequence) => storedCopyOrNull(streams.get(storableId(account))?.get(sequence)),
    entryById: async (id) => storedCopyOrNull(byId.get(storableId(id))),
    newestOfOrder: async (account, order) => {
      storableId(order)
      return newest(account, (entry) => entry.order === order)
    },
    entryByIdempotencyKey: async (account, key) => {
      storableId(key)
      return storedCopyOrNull(ascending(account).find((entry) => entry.idempotency_key === key))
    },
    newestUpTo: async (account, at, upTo) => newest(account, (entry) => entry.at <= at && entry.sequence <= upTo),
    historyEntries: async (selection) =>
      ascending(selection.account)
        .filter((entry) => isSelected(entry, selection))
        .reverse()
        .map(storedCopy),
    automaticCreditsSince: async (currency, since) => sumDecimals(automaticCredits(byId.values(), currency, since)),
    decisions: async (filter, limit, cursor) => {
      const lastId = cursor === null ? null : readPageCursor(cursor)
      const found = [...byId.values()]
        .filter((entry) => isWanted(entry, filter) && (lastId === null || compareBytes(entry.id, lastId) < 0))
        .sort((left, right) => compareBytes(right.id, left.id))
      return idPage(found.slice(0, limit + 1).map(storedCopy), limit, null)
    },
    stream: async (account, after, limit) =>
      ascending(account)
        .filter((entry) => entry.sequence > after)
        .slice(0, limit)
        .map(storedCopy),
    accounts: async (after, limit) =>
      [...streams.keys()]
        .filter((account) => after === null || compareBytes(account, after) > 0)
        .sort(compareBytes)
        .slice(0, limit),
    ...createMemoryQueues(streams, byId),
    ...createMemoryFeed(streams, byId),
  }
}

function isSelected(entry: Entry, { order, kinds, after, before, upTo }: HistorySelection): boolean {
  return (
    (order === null || entry.order === order) &&
    kinds.some((kind: EntryKind) => kind === entry.kind) &&
    (after === null || entry.at > after) &&
    (before === null || entry.at < before) &&
    entry.sequence <= upTo
  )
}

function isWanted(entry: Entry, filter: DecisionFilter): boolean {
  if (entry.kind !== 'decision') return false
  const { outcome, clause, rule } = entry.result
  return (
    isEqualIfGiven(filter.account, entry.account) &&
    isEqualIfGiven(filter.order, entry.order) &&
    isEqualIfGiven(filter.outcome, outcome) &&
    isEqualIfGiven(filter.clause, clause?.id) &&
    isEqualIfGiven(filter.rule, rule) &&
    isEqualIfGiven(filter.policy, entry.policy?.name) &&
    isEqualIfGiven(filter.policyVersion, entry.policy?.version) &&
    (filter.from === undefined || entry.at >= filter.from) &&
    (filter.to === undefined || entry.at < filter.to)
  )
}

function isEqualIfGiven(wanted: unknown, actual: unknown): boolean {
  return wanted === undefined || wanted === actual
}

function* automaticCredits(entries: Iterable<Entry>, currency: string, since: string): Generator<string> {
  for (const entry of entries) {
    if (entry.kind !== 'decision' || entry.at < since) continue
    const { refund } = entry.result
    if (refund?.currency === currency) yield refund.amount
  }
}
