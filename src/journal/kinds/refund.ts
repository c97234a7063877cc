import { sumDecimals } from '../../money/sum-decimals.ts'
import { decimal, type Form, objectOf, orNull, text } from '../model/form.ts'
import type { OrderFold } from '../model/kind.ts'
import type { Got } from '../model/state.ts'
import { aboveZero, type Sum } from '../model/sum.ts'

/** An approved refund. `amount` is credited now: `entitled` less `already_credited`, at least 0. Exact decimal text. */
export interface Refund {
  readonly amount: string
  readonly entitled: string
  /** All that it got before: credited here, elsewhere, and taken by lost disputes. */
  readonly already_credited: string
  readonly currency: string
  readonly method: string
  /** What it would have been entitled to, where the most that the order may get took something away. */
  readonly capped_from: string | null
}

export const refundForm: Form<Refund> = objectOf<Refund>({
  amount: decimal,
  entitled: decimal,
  already_credited: decimal,
  currency: text,
  method: text,
  capped_from: orNull(decimal),
})

/** What is credited by an entry with a refund; null for none, and for one of 0. */
export function creditIn({ result }: { readonly result: { readonly refund: Refund | null } }): Sum | null {
  const { refund } = result
  return refund === null ? null : aboveZero({ amount: refund.amount, currency: refund.currency })
}

/** The fold with more (or less, where signed so) of what the order and its part got. */
export function withGot(before: OrderFold, gained: Partial<Got>): OrderFold {
  return {
    order: { ...before.order, ...sumsOf(before.order, gained) },
    part: { ...before.part, ...sumsOf(before.part, gained) },
  }
}

function sumsOf(before: Got, gained: Partial<Got>): Partial<Got> {
  const sums: { -readonly [Name in keyof Got]?: string } = {}
  for (const name of ['credited', 'elsewhere', 'charged_back'] as const) {
    const gain = gained[name]
    if (gain !== undefined) sums[name] = sumDecimals([before[name], gain])
  }
  return sums
}
