import { storableId } from '../../ids/storable-id.ts'
import type { Entry } from '../../journal/entry.ts'
import { countedName, foundBy } from '../../journal/found-by.ts'
import type { HistoryFilter, HistoryStretch } from '../../journal/history-selection.ts'
import type { JournalStore } from '../../journal/journal-store.ts'
import { type Sum, sumsByCurrency } from '../../journal/model/sum.ts'
import { compareBytes, storedCopy, storedCopyOrNull } from './stored-copy.ts'

type Ascending = (account: string) => readonly Entry[]

/** What a decision counts back to, in memory. */
export function createMemoryHistory(
  ascending: Ascending,
): Pick<JournalStore, 'newestDecidedUpTo' | 'historyCount' | 'historyEntries'> {
  const inStretch = (stretch: HistoryStretch): readonly Entry[] => {
    for (const id of Object.values(stretch.of ?? {})) if (typeof id === 'string') storableId(id)
    return ascending(stretch.account).filter((entry) => isIn(entry, stretch))
  }
  return {
    newestDecidedUpTo: async (account, decidedAt, upTo) => {
      const known = ascending(account).filter((entry) => entry.decided_at <= decidedAt && entry.sequence <= upTo)
      return storedCopyOrNull(known.toSorted((left, right) => compareBytes(left.decided_at, right.decided_at)).at(-1))
    },
    historyCount: async ({ counted, where, isSum, ...stretch }) => {
      const name = countedName(counted)
      const found = inStretch(stretch).filter((entry) => foundBy(entry).counted?.includes(name) && passes(entry, where))
      return { count: found.length, credited: isSum ? sumsByCurrency(found.flatMap(creditsOf)) : {} }
    },
    historyEntries: async ({ kinds, ...stretch }) =>
      inStretch(stretch)
        .filter(({ kind }) => kinds.includes(kind))
        .toReversed()
        .map(storedCopy),
  }
}

function creditsOf(entry: Entry): readonly Sum[] {
  const { credit_currency: currency, credit_amount: amount } = foundBy(entry)
  return currency === null || amount === null ? [] : [{ amount, currency }]
}

function isIn({ order, decided_at, sequence }: Entry, { of, after, before, upTo }: HistoryStretch): boolean {
  return (
    (of === null || (order !== null && order.policy === of.policy && order.id === of.id)) &&
    (of === null || !('part' in of) || order?.part === of.part) &&
    (after === null || decided_at > after) &&
    (before === null || decided_at < before) &&
    sequence <= upTo
  )
}

function passes(entry: Entry, { outcome, rule, clause, kind }: HistoryFilter): boolean {
  const found = foundBy(entry)
  return (
    (outcome === undefined || outcome === found.outcome || outcome === found.label) &&
    (rule === undefined || rule === found.rule) &&
    (clause === undefined || clause === found.clause) &&
    (kind === undefined || kind === found.kind)
  )
}
