import { storableId } from '../../ids/storable-id.ts'
import type { OrderKey } from '../../journal/entry.ts'
import type { OrderBinding, OrderBindingStore } from '../../orders/order-binding-store.ts'
import { compareBytes } from './stored-copy.ts'

/** The orders' accounts in memory. */
export function createMemoryOrderBindingStore(): OrderBindingStore {
  const bindings = new Map<string, OrderBinding>()

  return {
    bindOrder: async (order, account) => {
      const name = nameOf(order)
      const { policy, id } = order
      const bound = bindings.get(name) ?? { order: { policy, id }, account: storableId(account) }
      bindings.set(name, bound)
      return bound.account
    },
    accountOfOrder: async (order) => bindings.get(nameOf(order))?.account ?? null,
    orderBindings: async (after, limit) =>
      [...bindings.values()]
        .filter(({ order }) => after === null || compareOrders(order, after) > 0)
        .sort((left, right) => compareOrders(left.order, right.order))
        .slice(0, limit),
  }
}

function nameOf({ policy, id }: OrderKey): string {
  return JSON.stringify([storableId(policy), storableId(id)])
}

function compareOrders(left: OrderKey, right: OrderKey): number {
  return compareBytes(left.policy, right.policy) || compareBytes(left.id, right.id)
}
