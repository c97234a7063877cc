import { idPage } from '../../ids/id-page.ts'
import { readPageCursor } from '../../ids/page-cursor.ts'
import { storableId } from '../../ids/storable-id.ts'
import { decisionConditions } from '../../journal/decision-conditions.ts'
import type { Entry } from '../../journal/entry.ts'
import { foundBy } from '../../journal/found-by.ts'
import type { DecisionFilter, JournalStore } from '../../journal/journal-store.ts'
import { assertStorable } from '../../journal/storable-entry.ts'
import { sumDecimals } from '../../money/sum-decimals.ts'
import { Problem } from '../../problems/problem.ts'
import { createMemoryHistory } from './memory-history.ts'
import { createMemoryLookups } from './memory-lookups.ts'
import { createMemoryQueues } from './memory-queues.ts'
import { createMemoryStoredBlocks } from './memory-stored-blocks.ts'
import { emptyStreams, type MemoryStreams } from './memory-streams.ts'
import { compareBytes, storedCopy, storedCopyOrNull } from './stored-copy.ts'

/** The journal in memory. */
export function createMemoryJournalStore(memory: MemoryStreams = emptyStreams()): JournalStore {
  const { streams, byId } = memory
  const ascending = (account: string): Entry[] =>
    [...(streams.get(storableId(account))?.values() ?? [])].sort((left, right) => left.sequence - right.sequence)

  return {
    head: async (account) => storedCopyOrNull(ascending(account).at(-1)),
    append: async (entry) => {
      const { account, sequence, id } = entry
      assertStorable(entry)
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
    ...createMemoryLookups(ascending),
    ...createMemoryHistory(ascending),
    ...createMemoryQueues(memory),
    ...createMemoryStoredBlocks(memory),
  }
}

function isWanted(entry: Entry, filter: DecisionFilter): boolean {
  const fields = { account: entry.account, ...foundBy(entry) }
  return (
    entry.kind === 'decision' &&
    decisionConditions(filter).every(({ field, wanted }) => fields[field] === wanted) &&
    (filter.from === undefined || entry.at >= filter.from) &&
    (filter.to === undefined || entry.at < filter.to)
  )
}

function* automaticCredits(entries: Iterable<Entry>, currency: string, since: string): Generator<string> {
  for (const entry of entries) {
    const { automatic, credit_currency, credit_amount, decided_at } = foundBy(entry)
    const isOne = automatic !== null && credit_currency === currency && decided_at >= since
    if (isOne && credit_amount !== null) yield credit_amount
  }
}
