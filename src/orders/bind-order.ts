import type { OrderKey } from '../journal/entry.ts'
import type { OrderBindingStore } from './order-binding-store.ts'
import { orderOfAnother } from './order-subject.ts'

/** Refuses an order that another account placed, without binding it: Problem order_conflict. Whether it is bound. */
export async function isBoundTo(store: OrderBindingStore, order: OrderKey, account: string): Promise<boolean> {
  const owner = await store.accountOfOrder(order)
  if (owner !== null && owner !== account) throw orderOfAnother({ account, order: order.id }, owner)
  return owner !== null
}

/** Binds the order to the account for good; a rival who was first is a Problem order_conflict. The last step before an append: what is refused binds nothing. */
export async function bindOrder(store: OrderBindingStore, order: OrderKey, account: string): Promise<void> {
  const owner = await store.bindOrder(order, account)
  if (owner !== account) throw orderOfAnother({ account, order: order.id }, owner)
}
