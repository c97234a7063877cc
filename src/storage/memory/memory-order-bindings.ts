import type { OrderBindingStore } from '../../orders/order-binding-store.ts'
import { storable } from './stored-copy.ts'

/** The orders' accounts in memory. */
export function createMemoryOrderBindingStore(): OrderBindingStore {
  const accounts = new Map<string, string>()

  return {
    bindOrder: async (order, account) => {
      const bound = accounts.get(storable(order)) ?? storable(account)
      accounts.set(order, bound)
      return bound
    },
    accountOfOrder: async (order) => accounts.get(storable(order)) ?? null,
  }
}
