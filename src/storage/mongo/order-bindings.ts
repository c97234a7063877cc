import { storableId } from '../../ids/storable-id.ts'
import type { OrderKey } from '../../journal/entry.ts'
import type { OrderBinding, OrderBindingStore } from '../../orders/order-binding-store.ts'
import { damagedPlace } from '../stored-json.ts'
import type { OrderBindingDocument } from './collections.ts'
import type { Connection } from './connection.ts'
import type { InsertInto } from './grouped-insert.ts'
import { idIndex } from './indexes.ts'
import { takenAndGone } from './insert-once.ts'
import type { Ask, SharedRead } from './shared-reads.ts'
import type { Stored } from './store-schema.ts'

/** The orders' accounts in a MongoDB database. */
export function createOrderBindingStore(connection: Connection, ask: Ask, insertInto: InsertInto): OrderBindingStore {
  const { collections, inOrder } = connection
  const { orderBinding: bindings } = collections
  const send = insertInto<OrderBindingDocument>({
    into: bindings.collection.collectionName,
    keyOf: ({ _id }) => _id,
    charactersOf: ({ _id, account }) => 2 * _id.length + account.length,
    onGroup: () => {},
  })
  const accountOf = async (order: OrderKey): Promise<string | null> => ask(accountOfKey, bindingKey(order))

  return {
    bindOrder: async (order, account) => {
      const { policy, id: order_id } = order
      const binding = { _id: bindingKey(order), policy, order_id, account: storableId(account) }
      connection.assertOpen()
      // Whether it stands there by a first sending whose answer was lost, or by a rival, makes no difference.
      if ((await send(binding)).isWritten) return account
      const bound = await accountOf(order)
      if (bound === null) throw takenAndGone(`the binding of the order "${order_id}"`)
      return bound
    },
    accountOfOrder: accountOf,
    orderBindings: async (after, limit) =>
      inOrder(async (session) => {
        const above = after === null ? {} : { _id: { $gt: bindingKey(after) } }
        const found = await bindings.find(above, null, { hint: idIndex, session, sort: { _id: 1 }, limit }).lean()
        return found.map(readBinding)
      }),
  }
}

/** Of all keys that are asked for together. */
const accountOfKey: SharedRead<string, string | null> = {
  name: 'account of order',
  from: 'orderBinding',
  stages: (keys) => [{ $match: { _id: { $in: [...new Set(keys)] } } }, { $project: { account: 1 } }],
  answer: (found, key) => (found.find(({ _id }) => _id === key)?.['account'] as string | undefined) ?? null,
}

/** The binding of a document; a Problem `store_damaged` where the document is not what was written. */
export function readBinding(document: Stored<OrderBindingDocument>): OrderBinding {
  const { _id, policy, order_id, account } = document
  const place = `the account of the order "${String(order_id)}"`
  if (typeof policy !== 'string' || typeof order_id !== 'string' || typeof account !== 'string')
    throw damagedPlace(place)
  const order = { policy, id: order_id }
  if (_id !== bindingKey(order)) throw damagedPlace(place)
  return { order, account }
}

/** Sorts by the policy's bytes, then by those of the order's id: no policy's name contains what stands between. */
function bindingKey({ policy, id }: OrderKey): string {
  return `${storableId(policy)}\0${storableId(id)}`
}
