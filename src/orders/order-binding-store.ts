/** Which account an order belongs to: written once, before the order's first entry, never changed. */
export interface OrderBindingStore {
  /** Binds the order if it is free; returns the account it is bound to, now or before. */
  bindOrder(order: string, account: string): Promise<string>
  /** Null where the order was never bound. */
  accountOfOrder(order: string): Promise<string | null>
}
