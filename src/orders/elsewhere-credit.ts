import type { EntryOf } from '../journal/entry.ts'

/** A report of a credit that an order got elsewhere: from the panel's own button, from a payment provider. */
export interface CreditElsewhere {
  readonly policy: string
  readonly order: string
  /** Null: the one that the order belongs to. */
  readonly account: string | null
  /** Null: the whole order. */
  readonly part: string | null
  /** Above 0, exact decimal text, with all its decimals. */
  readonly amount: string
  readonly currency: string
  /** The credit there. */
  readonly reference: string
  /** How it was given: `card`, `panel`... */
  readonly method: string | null
  readonly reason: string | null
  /** True where the credit was taken back there. */
  readonly taken_back: boolean
  readonly author: string
}

/** A credit elsewhere as its newest entry has it; JSON names. */
export interface ElsewhereCredit {
  /** Id of that entry. */
  readonly id: string
  readonly reference: string
  readonly amount: string
  readonly currency: string
  readonly method: string | null
  readonly taken_back: boolean
  /** What it counts for the order; 0 once it was taken back. */
  readonly counts: string
  readonly part: string | null
  readonly at: string
  readonly author: string
}

/** What the newest entry about a credit elsewhere says of it. */
export function elsewhereCreditOf(entry: EntryOf<'credited_elsewhere'>): ElsewhereCredit {
  const { id, request, order, at, author } = entry
  const { reference, sum, method, taken_back } = request
  const counts = taken_back ? '0' : sum.amount
  return { id, reference, ...sum, method, taken_back, counts, part: order?.part ?? null, at, author }
}
