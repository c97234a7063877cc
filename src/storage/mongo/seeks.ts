import type { QueryFilter } from 'mongoose'
import { storableId } from '../../ids/storable-id.ts'
import type { OrderKey, OrderPart } from '../../journal/entry.ts'
import { type EntryDocument, entryKey, nameOfKey, partField } from './entry-document.ts'
import { names } from './entry-names.ts'
import { idIndex, nameIndex } from './indexes.ts'

/** How one entry of an account is found: the first by this order that passes the filter, at the front of the index. */
export interface Seek {
  readonly index: string
  readonly filter: QueryFilter<EntryDocument>
  readonly sort: Readonly<Record<string, 1 | -1>>
}

const latest = Number.MAX_SAFE_INTEGER

/** The entries of one stream with a sequence above the one. */
export function ofStream(account: string, above: number): QueryFilter<EntryDocument> {
  const key = (sequence: number): string => entryKey(storableId(account), sequence)
  return { account, _id: { $gt: key(above), $lte: key(latest) } }
}

/** The entries with these keys, asked of the shards that hold their accounts. */
export function withKeys(keys: readonly string[]): {
  readonly account: { readonly $in: string[] }
  readonly _id: { readonly $in: string[] }
} {
  return { account: { $in: [...new Set(keys.map(nameOfKey))] }, _id: { $in: [...keys] } }
}

/** An order as entries name it. */
function ofOrder({ policy, id }: OrderKey): { readonly order_policy: string; readonly order_id: string } {
  return { order_policy: storableId(policy), order_id: storableId(id) }
}

/** The account's newest entry. */
export function seekHead(account: string): Seek {
  return { index: idIndex, filter: ofStream(account, 0), sort: { _id: -1 } }
}

/** The newest entry about the order, whichever part of it. */
export function seekNewestOfOrder(account: string, order: OrderKey): Seek {
  const filter = { account: storableId(account), ...ofOrder(order) }
  return { index: 'entries_of_order', filter, sort: backwards(orderFields) }
}

/** The newest entry about exactly this part of the order. */
export function seekNewestOfPart(account: string, { part, ...order }: OrderPart): Seek {
  const filter = { account: storableId(account), ...ofOrder(order), order_part: storableId(partField(part)) }
  return { index: 'entries_of_part', filter, sort: backwards([...orderFields, 'order_part']) }
}

/** The entry that the account stored under the key. */
export function seekByKey(account: string, key: string): Seek {
  const filter = { account: storableId(account), names: names.ofKey(account, storableId(key)) }
  return { index: nameIndex, filter, sort: { _id: 1 } }
}

/** The entry that was decided last, of those decided up to the instant; of several at one time the newest. */
export function seekDecidedUpTo(account: string, decidedAt: string, upTo: number = latest): Seek {
  return {
    index: 'history_of_account',
    filter: {
      account: storableId(account),
      decided_at: { $lte: decidedAt },
      _id: { $lte: entryKey(storableId(account), upTo) },
    },
    sort: { account: -1, decided_at: -1, _id: -1 },
  }
}

const orderFields = ['account', 'order_policy', 'order_id']

/** The index read backwards. Its first fields are the same in all that is found, so this is the order of sequences. */
function backwards(before: readonly string[]): Record<string, -1> {
  return Object.fromEntries([...before, '_id'].map((field) => [field, -1]))
}
