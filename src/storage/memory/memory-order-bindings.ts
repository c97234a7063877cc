import { storableId } from '../../ids/storable-id.ts'
import type { OrderBindingStore } from '../../orders/order-binding-store.ts'
import { compareBytes } from './stored-copy.ts'

/** The orders' accounts in memory. */
export function createMemoryOrderBindingStore(): OrderBindingStore {
  const accounts = new Map<string, string>()

  return {
    bindOrder: async (order, account) => {
      const bound = accounts.get(storableId(order)) ?? storableId(account)
      accounts.set(order, bound)
      return bound
    },
    accountOfOrder: async (order) => accounts.get(storableId(order)) ?? null,
    orderBindings: async (after, limit) =>
      [...accounts]
        .map(([order, account]) => ({ order, account }))
        .filter(({ order }) => after === null || compareBytes(order, after) > 0)
        .sort((left, right) => compareBytes(left.order, right.order))
        .slice(0, limit),
  }
}
