import type { Entry, OrderKey } from '../journal/entry.ts'
import { initialOrderState } from '../journal/model/state.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import { Problem } from '../problems/problem.ts'
import type { OrderBindingStore } from './order-binding-store.ts'
import { frozenFacts } from './order-facts.ts'
import { readOrderMoney } from './order-money.ts'
import type { Order } from './orders.ts'
import type { OrdersDeps } from './orders-deps.ts'

/** The account that placed the order. Problem order_not_found. */
export async function accountOf(store: OrderBindingStore, order: OrderKey): Promise<string> {
  const account = await store.accountOfOrder(order)
  if (account === null) throw orderNotFound(order.id)
  return account
}

/** What is known of the order. Problem order_not_found, also where it was bound but nothing was written. */
export async function findOrder(deps: Pick<OrdersDeps, 'store' | 'policies'>, order: OrderKey): Promise<Order> {
  const newest = await deps.store.newestOfOrder(await accountOf(deps.store, order), order)
  if (newest === null) throw orderNotFound(order.id)
  return orderOf(newest, await deps.policies.newest(order.policy))
}

/** What the newest entry about an order says of it, and its policy of what it may get. */
export function orderOf(entry: Entry, loaded: LoadedPolicy): Order {
  const state = entry.state.order ?? initialOrderState
  const facts = frozenFacts(entry)
  const { cap } = readOrderMoney(loaded, facts)
  return {
    id: entry.order?.id ?? '',
    policy: entry.order?.policy ?? loaded.policy.name,
    account: entry.account,
    facts,
    currency: state.currency,
    credited: state.credited,
    credited_elsewhere: state.elsewhere,
    charged_back: state.charged_back,
    at_most: cap === null ? null : cap.toDecimal(),
    open_disputes: state.open_chargebacks,
    unclear_disputes: state.unclear_disputes,
    waiting_parts: state.waiting_parts,
    denied_parts: state.denied_parts,
    waiting_review: state.whole.waiting_review,
    recovery: state.recovery,
    updated_at: entry.at,
  }
}

/** The problem of an order that nobody placed here. */
export function orderNotFound(order: string): Problem {
  return new Problem('order_not_found', `No order ${order} is known.`)
}
