import type { AppendDeps } from '../journal/append-to-stream.ts'
import type { Entry } from '../journal/entry.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import { initialOrderState } from '../journal/order-state.ts'
import type { Policies } from '../policy/versions/policies.ts'
import { Problem } from '../problems/problem.ts'
import { correctOrder } from './correct-order.ts'
import type { OrderBindingStore } from './order-binding-store.ts'
import type { Order, Orders } from './orders.ts'
import { registerOrder } from './register-order.ts'

export interface OrdersDeps extends AppendDeps {
  readonly store: JournalStore & OrderBindingStore
  readonly policies: Pick<Policies, 'active'>
}

/** Wires the use cases of orders over one store. */
export function createOrders(deps: OrdersDeps): Orders {
  return {
    register: (registration) => registerOrder(deps, registration),
    correct: (correction) => correctOrder(deps, correction),
    find: async (order) => orderOf(await newestEntryOf(deps.store, order)),
  }
}

/** The newest entry about an order. Problem order_not_found. */
export async function newestEntryOf(store: OrdersDeps['store'], order: string): Promise<Entry> {
  const account = await store.accountOfOrder(order)
  const entry = account === null ? null : await store.newestOfOrder(account, order)
  if (entry === null) throw new Problem('order_not_found', `No order ${order} is known.`)
  return entry
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
