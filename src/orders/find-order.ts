import type { Entry } from '../journal/entry.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import { initialOrderState } from '../journal/model/state.ts'
import { Problem } from '../problems/problem.ts'
import type { OrderBindingStore } from './order-binding-store.ts'
import type { Order } from './orders.ts'

/** The account that placed the order. Problem order_not_found. */
export async function accountOf(store: OrderBindingStore, order: string): Promise<string> {
  const account = await store.accountOfOrder(order)
  if (account === null) throw orderNotFound(order)
  return account
}

/** What is known of the order. Problem order_not_found, also where it was bound but nothing was written. */
export async function findOrder(
  store: OrderBindingStore & Pick<JournalStore, 'newestOfOrder'>,
  order: string,
): Promise<Order> {
  const newest = await store.newestOfOrder(await accountOf(store, order), order)
  if (newest === null) throw orderNotFound(order)
  return orderOf(newest)
}

/** What the newest entry about an order says of it. */
export function orderOf(entry: Entry): Order {
  const { currency, credited, charged_back, open_disputes, waiting_review } = entry.state.order ?? initialOrderState
  return {
    id: entry.order ?? '',
    account: entry.account,
    facts: entry.confidential === null ? null : (entry.confidential.order_facts ?? {}),
    currency,
    credited,
    charged_back,
    open_disputes,
    waiting_review,
    updated_at: entry.at,
  }
}

/** The problem of an order that nobody placed here. */
export function orderNotFound(order: string): Problem {
  return new Problem('order_not_found', `No order ${order} is known.`)
}
