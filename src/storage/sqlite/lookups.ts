import { storableId } from '../../ids/storable-id.ts'
import { disputeEntryKinds } from '../../journal/dispute-entries.ts'
import type { Entry, OrderKey, OrderPart } from '../../journal/entry.ts'
import type { JournalLookups } from '../../journal/journal-lookups.ts'
import type { Connection, Parameter } from './connection.ts'
import { entrySelection, readEntry } from './entry-row.ts'
import { ofKinds, talliesOfAccount } from './tallies.ts'

/** An order's id is looked for first: nearly always all that has it is of one account and policy. */
const ofOrder = 'order_id = ? AND account = ? AND order_policy = ?'
const selectNewestOfOrder = `SELECT ${entrySelection} FROM entry INDEXED BY entry_of_order
  WHERE ${ofOrder} ORDER BY number DESC LIMIT 1`
const selectNewestOfPart = `SELECT ${entrySelection} FROM entry INDEXED BY entry_of_part
  WHERE order_part = ? AND ${ofOrder} ORDER BY number DESC LIMIT 1`
const selectNewestOfWhole = `SELECT ${entrySelection} FROM entry INDEXED BY entry_of_order
  WHERE order_part IS NULL AND ${ofOrder} ORDER BY number DESC LIMIT 1`
const selectByIdempotencyKey = `SELECT ${entrySelection} FROM entry INDEXED BY entry_by_idempotency_key
  WHERE account = ? AND idempotency_key = ? ORDER BY number LIMIT 1`
const withActions = `FROM entry INDEXED BY entry_with_actions WHERE gives_actions = 1 AND ${ofOrder}`
const selectWithActions = `SELECT ${entrySelection} ${withActions} ORDER BY number DESC`
const selectPartWithActions = `SELECT ${entrySelection} ${withActions} AND order_part IS ? ORDER BY number DESC`
const selectAbout = `SELECT ${entrySelection} FROM entry INDEXED BY entry_about
  WHERE account = ? AND about = ? ORDER BY number`
const selectSuperseding = `SELECT ${entrySelection} FROM entry INDEXED BY entry_superseding
  WHERE account = ?1 AND supersedes = ?2 AND about IS NOT ?2 ORDER BY number`
const selectByReference = `SELECT ${entrySelection} FROM entry INDEXED BY entry_by_reference
  WHERE account = ? AND reference = ? AND order_policy IS ? AND order_id IS ? ORDER BY number`
const selectDisputeByKey = `SELECT ${entrySelection} FROM entry INDEXED BY dispute_by_key
  WHERE account = ? AND dispute_key = ? ORDER BY number LIMIT 1`
const selectOfKinds = `${talliesOfAccount}
  SELECT ${entrySelection} FROM found CROSS JOIN entry INDEXED BY history_of_account
    ON entry.account = ?1 AND entry.tally = found.tally
  WHERE ${ofKinds('?2')}`

/** What a writer looks for, without a wait. */
export interface LookupsNow {
  newestOfOrder(account: string, order: OrderKey): Entry | null
  newestOfPart(account: string, part: OrderPart): Entry | null
  byIdempotencyKey(account: string, key: string): Entry | null
}

/** The lookups of {@link createLookups} that a writer needs at once. */
export function lookupsNow(connection: Connection): LookupsNow {
  const one = (sql: string, parameters: readonly Parameter[]): Entry | null => {
    const row = connection.oneRow(sql, parameters)
    return row === undefined ? null : readEntry(row)
  }
  return {
    newestOfOrder: (account, { policy, id }) =>
      one(selectNewestOfOrder, [storableId(id), storableId(account), storableId(policy)]),
    newestOfPart: (account, { policy, id, part }) => {
      const order = [storableId(id), storableId(account), storableId(policy)]
      return part === null ? one(selectNewestOfWhole, order) : one(selectNewestOfPart, [storableId(part), ...order])
    },
    byIdempotencyKey: (account, key) => one(selectByIdempotencyKey, [storableId(account), storableId(key)]),
  }
}

/** Entries of one account by what they name, each found by an index. */
export function createLookups(connection: Connection): JournalLookups {
  const many = (sql: string, parameters: readonly Parameter[]): readonly Entry[] =>
    connection.rows(sql, parameters).map(readEntry)
  const one = (sql: string, parameters: readonly Parameter[]): Entry | null => many(sql, parameters)[0] ?? null
  const now = lookupsNow(connection)
  const about = (account: string, id: string): readonly Entry[] =>
    inOrder([...many(selectAbout, [account, id]), ...many(selectSuperseding, [account, id])])

  return {
    newestOfOrder: async (account, order) => now.newestOfOrder(account, order),
    newestOfPart: async (account, part) => now.newestOfPart(account, part),
    entryByIdempotencyKey: async (account, key) => now.byIdempotencyKey(account, key),
    entriesWithActions: async (account, { policy, id }, part) => {
      const order = [storableId(id), storableId(account), storableId(policy)]
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
      inOrder(many(selectOfKinds, [storableId(account), JSON.stringify(disputeEntryKinds)])),
  }
}

function storablePart(part: string | null): string | null {
  return part === null ? null : storableId(part)
}

function inOrder(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted((left, right) => left.sequence - right.sequence)
}
