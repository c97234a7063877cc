import type { OrderKey } from '../journal/entry.ts'

/** An order and its account. */
export interface OrderBinding {
  readonly order: OrderKey
  readonly account: string
}

/** Which account an order belongs to: written once, before the order's first entry, never changed. */
export interface OrderBindingStore {
  /** Binds the order if it is free; returns the account it is bound to, now or before. */
  bindOrder(order: OrderKey, account: string): Promise<string>
  /** Null where the order was never bound. */
  accountOfOrder(order: OrderKey): Promise<string | null>
  /** All bindings, ascending by policy, then by the order's id, after the given order, at most `limit`. */
  orderBindings(after: OrderKey | null, limit: number): Promise<readonly OrderBinding[]>
}
