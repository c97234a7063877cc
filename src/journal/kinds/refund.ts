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
    order: withMore(before.order, gained),
    part: withMore(before.part, gained),
  }
}

function withMore<State extends Got>(before: State, { credited, elsewhere, charged_back }: Partial<Got>): State {
  return {
    ...before,
    credited: grown(before.credited, credited),
    elsewhere: grown(before.elsewhere, elsewhere),
    charged_back: grown(before.charged_back, charged_back),
  }
}

function grown(before: string, gain: string | undefined): string {
  return gain === undefined ? before : sumDecimals([before, gain])
}
