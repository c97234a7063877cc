import type { EntryOf } from '../journal/entry.ts'

/** A report of a further payment for an order. */
export interface ChargeAddition {
  readonly policy: string
  readonly order: string
  /** Above 0, exact decimal text, with all its decimals. */
  readonly amount: string
  /** Null: the order's. */
  readonly currency: string | null
  /** The payment. */
  readonly reference: string
  /** The order fact that it raises; null where the policy reads only one. */
  readonly fact: string | null
  /** Nested JSON: other facts of the order as they are now; null for none. */
  readonly facts: unknown
  readonly reason: string | null
  readonly author: string
}

/** A further payment as its entry has it; JSON names. */
export interface AddedCharge {
  /** Id of the entry. */
  readonly id: string
  readonly reference: string
  readonly amount: string
  readonly currency: string | null
  readonly fact: string
  /** Names of order facts that were restated with it. */
  readonly restated: readonly string[]
  readonly at: string
  readonly author: string
}

/** What the entry of a further payment says of it. */
export function addedChargeOf(entry: EntryOf<'charge_added'>): AddedCharge {
  const { id, request, result, at, author } = entry
  return { id, ...request, currency: result.currency, at, author }
}
