import { storableId } from '../../ids/storable-id.ts'
import type { OrderBindingStore } from '../../orders/order-binding-store.ts'
import type { Connection } from './connection.ts'
import { idIndex } from './indexes.ts'
import { insertOnce, takenAndGone } from './insert-once.ts'

/** The orders' accounts in a MongoDB database. */
export function createOrderBindingStore({ collections, inOrder }: Connection): OrderBindingStore {
  const { orderBinding: bindings } = collections
  const accountOf = (order: string): Promise<string | null> =>
    inOrder(async (session) => {
      const found = await bindings.findById(storableId(order), null, { session }).lean()
      return found === null ? null : found.account
    })

  return {
    bindOrder: async (order, account) => {
      const binding = { _id: storableId(order), account: storableId(account) }
      if (await inOrder((session) => insertOnce(bindings, binding, session, (stored) => stored.account === account))) {
        return account
      }
      const bound = await accountOf(order)
      if (bound === null) throw takenAndGone(`the binding of the order "${order}"`)
      return bound
    },
    accountOfOrder: accountOf,
    orderBindings: async (after, limit) =>
      inOrder(async (session) => {
        const above = after === null ? {} : { _id: { $gt: after } }
        const found = await bindings.find(above, null, { hint: idIndex, session, sort: { _id: 1 }, limit }).lean()
        return found.map(({ _id, account }) => ({ order: _id, account }))
      }),
  }
}
