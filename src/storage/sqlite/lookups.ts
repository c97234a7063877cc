import { storableId } from '../../ids/storable-id.ts'
import { disputeEntryKinds } from '../../journal/dispute-entries.ts'
import type { Entry, OrderKey, OrderPart } from '../../journal/entry.ts'
import type { JournalLookups } from '../../journal/journal-store.ts'
import type { Connection, Parameter } from './connection.ts'
import { entrySelection, readEntry } from './entry-row.ts'

const ofOrder = 'account = ? AND order_policy = ? AND order_id = ?'
const selectNewestOfOrder = `SELECT ${entrySelection} FROM entry INDEXED BY history_of_order
  WHERE ${ofOrder} ORDER BY sequence DESC LIMIT 1`
const selectNewestOfPart = `SELECT ${entrySelection} FROM entry INDEXED BY history_of_part
  WHERE ${ofOrder} AND order_part IS ? ORDER BY sequence DESC LIMIT 1`
const selectByIdempotencyKey = `SELECT ${entrySelection} FROM entry
  WHERE account = ? AND idempotency_key = ? ORDER BY sequence LIMIT 1`
const withActions = `FROM entry INDEXED BY entry_with_actions WHERE gives_actions = 1 AND ${ofOrder}`
const selectWithActions = `SELECT ${entrySelection} ${withActions} ORDER BY sequence DESC`
const selectPartWithActions = `SELECT ${entrySelection} ${withActions} AND order_part IS ? ORDER BY sequence DESC`
const selectAbout = `SELECT ${entrySelection} FROM entry INDEXED BY entry_about
  WHERE account = ? AND about = ? ORDER BY sequence`
const selectSuperseding = `SELECT ${entrySelection} FROM entry INDEXED BY entry_superseding
  WHERE account = ?1 AND supersedes = ?2 AND about IS NOT ?2 ORDER BY sequence`
const selectByReference = `SELECT ${entrySelection} FROM entry INDEXED BY entry_by_reference
  WHERE account = ? AND reference = ? AND order_policy IS ? AND order_id IS ? ORDER BY sequence`
const selectDisputeByKey = `SELECT ${entrySelection} FROM entry INDEXED BY dispute_by_key
  WHERE account = ? AND dispute_key = ? ORDER BY sequence LIMIT 1`
const selectOfKind = `SELECT ${entrySelection} FROM entry INDEXED BY entry_by_kind
  WHERE account = ? AND kind = ? ORDER BY entry.decided_at, sequence`

/** What a writer looks for, without a wait. */
export interface LookupsNow {
  newestOfOrder(account: string, order: OrderKey): Entry | null
  newestOfPart(account: string, part: OrderPart): Entry | null
  byIdempotencyKey(account: string, key: string): Entry | null
}

/** The lookups of {@link createLookups} that a writer needs at once. */
export function lookupsNow(connection: Connection): LookupsNow {
  const one = (sql: string, parameters: readonly Parameter[]): Entry | null => {
    const row = connection.all(sql, parameters)[0]
    return row === undefined ? null : readEntry(row)
  }
  return {
    newestOfOrder: (account, { policy, id }) =>
      one(selectNewestOfOrder, [storableId(account), storableId(policy), storableId(id)]),
    newestOfPart: (account, { policy, id, part }) =>
      one(selectNewestOfPart, [storableId(account), storableId(policy), storableId(id), storablePart(part)]),
    byIdempotencyKey: (account, key) => one(selectByIdempotencyKey, [storableId(account), storableId(key)]),
  }
}

/** Entries of one account by what they name, each found by an index. */
export function createLookups(connection: Connection): JournalLookups {
  const many = (sql: string, parameters: readonly Parameter[]): readonly Entry[] =>
    connection.all(sql, parameters).map(readEntry)
  const one = (sql: string, parameters: readonly Parameter[]): Entry | null => many(sql, parameters)[0] ?? null
  const now = lookupsNow(connection)
  const about = (account: string, id: string): readonly Entry[] =>
    inOrder([...many(selectAbout, [account, id]), ...many(selectSuperseding, [account, id])])

  return {
    newestOfOrder: async (account, order) => now.newestOfOrder(account, order),
    newestOfPart: async (account, part) => now.newestOfPart(account, part),
    entryByIdempotencyKey: async (account, key) => now.byIdempotencyKey(account, key),
    entriesWithActions: async (account, { policy, id }, part) => {
      const order = [storableId(account), storableId(policy), storableId(id)]
      return part === undefined
        ? many(selectWithActions, order)
        : many(selectPartWithActions, [...order, storablePart(part)])
    },
    entriesAbout: async (account, id) => about(storableId(account), storableId(id)),
    entriesByReference: async (account, reference, order) =>
      many(selectByReference, [
        storableId(account),
        storableId(reference),
        storablePart(order?.policy ?? null),
        storablePart(order?.id ?? null),
      ]),
    disputeEntriesByKey: async (account, key) => {
      const opening = one(selectDisputeByKey, [storableId(account), storableId(key)])
      return opening === null ? [] : [opening, ...about(account, opening.id)]
    },
    disputesOfAccount: async (account) =>
      inOrder(disputeEntryKinds.flatMap((kind) => many(selectOfKind, [storableId(account), kind]))),
  }
}

function storablePart(part: string | null): string | null {
  return part === null ? null : storableId(part)
}

function inOrder(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted((left, right) => left.sequence - right.sequence)
}
