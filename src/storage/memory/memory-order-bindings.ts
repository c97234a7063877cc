import { storableId } from '../../ids/storable-id.ts'
import type { OrderKey } from '../../journal/entry.ts'
import type { OrderBindingStore } from '../../orders/order-binding-store.ts'
import type { MemoryBindings } from './memory-streams.ts'
import { compareBytes } from './stored-copy.ts'

/** The orders' accounts in memory. */
export function createMemoryOrderBindingStore(bindings: MemoryBindings): OrderBindingStore {
  return {
    bindOrder: async (order, account) => bindInMemory(bindings, order, account),
    accountOfOrder: async (order) => ownerInMemory(bindings, order),
    orderBindings: async (after, limit) =>
      [...bindings.values()]
        .filter(({ order }) => after === null || compareOrders(order, after) > 0)
        .sort((left, right) => compareOrders(left.order, right.order))
        .slice(0, limit),
  }
}

/** Binds the order if it is free; the account that it is bound to. */
export function bindInMemory(bindings: MemoryBindings, order: OrderKey, account: string): string {
  const { policy, id } = order
  const bound = bindings.get(nameOf(order)) ?? { order: { policy, id }, account: storableId(account) }
  bindings.set(nameOf(order), bound)
  return bound.account
}

/** The account that the order is bound to; null while it is free. */
export function ownerInMemory(bindings: MemoryBindings, order: OrderKey): string | null {
  return bindings.get(nameOf(order))?.account ?? null
}

function nameOf({ policy, id }: OrderKey): string {
  return JSON.stringify([storableId(policy), storableId(id)])
}

function compareOrders(left: OrderKey, right: OrderKey): number {
  return compareBytes(left.policy, right.policy) || compareBytes(left.id, right.id)
}
