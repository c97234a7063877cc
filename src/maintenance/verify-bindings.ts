import type { OrderKey } from '../journal/entry.ts'
import type { ChainFault } from '../journal/verify-chain.ts'
import type { OrderBindingStore } from '../orders/order-binding-store.ts'
import { Problem } from '../problems/problem.ts'

const atOnce = 50

/** Faults of orders that the account's stream speaks of and that are not bound to the account. */
export async function bindingFaults(
  store: Pick<OrderBindingStore, 'accountOfOrder'>,
  account: string,
  orders: readonly OrderKey[],
): Promise<readonly ChainFault[]> {
  const faults: ChainFault[] = []
  for (let start = 0; start < orders.length; start += atOnce) {
    const checks = orders.slice(start, start + atOnce).map((order) => bindingFault(store, account, order))
    faults.push(...(await Promise.all(checks)).filter((fault) => fault !== null))
  }
  return faults
}

async function bindingFault(
  store: Pick<OrderBindingStore, 'accountOfOrder'>,
  account: string,
  order: OrderKey,
): Promise<ChainFault | null> {
  const owner = await ownerOf(store, order)
  if (owner === account) return null
  const bound =
    owner instanceof Problem
      ? `is bound to what cannot be read (${owner.detail})`
      : owner === null
        ? 'is bound to no account'
        : `is bound to the account "${owner}"`
  const message = `the order "${order.id}" (${order.policy}), which its entries are about, ${bound}`
  return { account, sequence: 0, id: null, code: 'binding_wrong', message }
}

async function ownerOf(
  store: Pick<OrderBindingStore, 'accountOfOrder'>,
  order: OrderKey,
): Promise<string | null | Problem> {
  try {
    return await store.accountOfOrder(order)
  } catch (error) {
    if (error instanceof Problem && error.code === 'store_damaged') return error
    throw error
  }
}
