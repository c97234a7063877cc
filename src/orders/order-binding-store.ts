/** An order and its account. */
export interface OrderBinding {
  readonly order: string
  readonly account: string
}

/** Which account an order belongs to: written once, before the order's first entry, never changed. */
export interface OrderBindingStore {
  /** Binds the order if it is free; returns the account it is bound to, now or before. */
  bindOrder(order: string, account: string): Promise<string>
  /** Null where the order was never bound. */
  accountOfOrder(order: string): Promise<string | null>
  /** All bindings, ascending by order, after the given order, at most `limit`. */
  orderBindings(after: string | null, limit: number): Promise<readonly OrderBinding[]>
}
