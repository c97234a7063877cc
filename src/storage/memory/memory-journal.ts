import { idPage } from '../../ids/id-page.ts'
import { readPageCursor } from '../../ids/page-cursor.ts'
import { storableId } from '../../ids/storable-id.ts'
import { decisionConditions } from '../../journal/decision-conditions.ts'
import type { Entry } from '../../journal/entry.ts'
import { foundBy } from '../../journal/found-by.ts'
import type { AppendOptions, AppendResult, DecisionFilter, JournalStore } from '../../journal/journal-store.ts'
import { lookBySteps } from '../../journal/look-by-steps.ts'
import { assertStorable } from '../../journal/storable-entry.ts'
import { Rational } from '../../money/rational.ts'
import { sumDecimals } from '../../money/sum-decimals.ts'
import { Problem } from '../../problems/problem.ts'
import { createMemoryHistory } from './memory-history.ts'
import { createMemoryLookups } from './memory-lookups.ts'
import { createMemoryMovedTexts } from './memory-moved-texts.ts'
import { bindInMemory, ownerInMemory } from './memory-order-bindings.ts'
import { createMemoryQueues } from './memory-queues.ts'
import { createMemoryStoredBlocks } from './memory-stored-blocks.ts'
import { emptyStreams, type MemoryBindings, type MemoryEpoch, type MemoryStreams } from './memory-streams.ts'
import { compareBytes, storedCopy, storedCopyOrNull } from './stored-copy.ts'

/** What a journal in memory works on. */
export interface JournalMemory extends MemoryStreams {
  readonly bindings: MemoryBindings
  readonly epoch: MemoryEpoch
}

/** Nothing yet. */
function emptyJournal(): JournalMemory {
  return { ...emptyStreams(), bindings: new Map(), epoch: { now: 0 } }
}

/** The journal in memory. */
export function createMemoryJournalStore(memory: JournalMemory = emptyJournal()): JournalStore {
  const { streams, byId, waiting, bindings, epoch } = memory
  const ascending = (account: string): Entry[] =>
    [...(streams.get(storableId(account))?.values() ?? [])].sort((left, right) => left.sequence - right.sequence)

  /** Without a wait in between, so that all of it happens at once. */
  function append(
    entry: Entry,
    { binds = null, dayRoom = null, epoch: since = epoch.now }: AppendOptions,
  ): AppendResult {
    const { account, sequence, id } = entry
    assertStorable(entry)
    if (since !== epoch.now) return { appended: false, stale: true }
    if (dayRoom !== null) {
      const sum = sumDecimals(automaticCredits(byId.values(), dayRoom.currency, dayRoom.since))
      if (Rational.of(sum).compare(Rational.of(dayRoom.most)) > 0) return { appended: false, stale: true }
    }
    const owner = binds === null ? null : ownerInMemory(bindings, binds)
    if (owner !== null && owner !== account) return { appended: false, boundTo: owner }
    const stream = streams.get(account) ?? new Map<number, Entry>()
    if (stream.has(sequence)) return { appended: false, isTaken: true }
    if (byId.has(id)) throw new Problem('internal_error', `Another stream has an entry with the id ${id}.`)
    const stored = storedCopy(entry)
    if (binds !== null) bindInMemory(bindings, binds, account)
    streams.set(account, stream.set(sequence, stored))
    byId.set(id, stored)
    waiting.add(id)
    return { appended: true }
  }

  const head: JournalStore['head'] = async (account) => storedCopyOrNull(ascending(account).at(-1))
  const lookups = createMemoryLookups(ascending)
  return {
    head,
    append: async ({ entry }, options = {}) => append(entry, options),
    epoch: async () => epoch.now,
    look: (question) =>
      lookBySteps({ head, ...lookups, accountOfOrder: async (order) => ownerInMemory(bindings, order) }, question),
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
    ...lookups,
    ...createMemoryHistory(ascending),
    ...createMemoryQueues(memory),
    ...createMemoryMovedTexts(memory),
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
