import { storableId } from '../../ids/storable-id.ts'
import type { OrderKey } from '../../journal/entry.ts'
import type { OrderBinding } from '../../orders/order-binding-store.ts'
import { damagedPlace } from '../stored-json.ts'
import { bindingMark } from './places.ts'
import type { Stored } from './store-schema.ts'
import { separator } from './waiting-fields.ts'

/** An order that is bound. It lies in the collection of entries, so that it is written by the same insert, just before its first one. */
export interface OrderBindingDocument {
  /** {@link bindingKey}: all orders lie before all entries, sorted by the policy's bytes, then by those of the order's id. */
  readonly _id: string
  /** The same: where the collection is sharded, equal orders meet on one shard. */
  readonly account: string
  /** The account that the order belongs to. */
  readonly owner: string
}

/** No policy's name contains what stands between. */
export function bindingKey({ policy, id }: OrderKey): string {
  return bindingMark + storableId(policy) + separator + storableId(id)
}

/** What an order is bound by. */
export function bindingDocument(order: OrderKey, account: string): OrderBindingDocument {
  const key = bindingKey(order)
  return { _id: key, account: key, owner: storableId(account) }
}

/** The binding of a document; a Problem `store_damaged` where the document is not what was written. */
export function readBinding(document: Stored<OrderBindingDocument>): OrderBinding {
  const { _id, account, owner, ...others } = document
  const [policy = '', id, more] = String(_id).slice(bindingMark.length).split(separator)
  const isWhole = id !== undefined && more === undefined && account === _id && Object.keys(others).length === 0
  if (!isWhole || typeof owner !== 'string' || owner === '')
    throw damagedPlace(`the account of the order "${String(id)}"`)
  return { order: { policy, id }, account: owner }
}
