/** One thing that would have to be otherwise; JSON names. */
export interface FlipChange {
  /** The fact; null for the time at which it was asked. */
  readonly fact: string | null
  /** Canonical text of its value, or a truth value; null where it is unknown. Times are UTC ISO 8601. */
  readonly from: string | boolean | null
  readonly to: string | boolean
}

/** The smallest change found in one direction under which a denied request would be refunded. */
export interface Flip {
  readonly changes: readonly FlipChange[]
  /** What would be decided then. */
  readonly rule: string | null
  readonly clause: string | null
  readonly refund: { readonly amount: string; readonly currency: string }
  /** In words for the customer, in the language that was asked for. */
  readonly words: string
}

/** What would have flipped a stored decision. */
export interface Flips {
  readonly decision: string
  /** Each was decided by the version in effect, and refunds; empty for what was not denied. */
  readonly flips: readonly Flip[]
}
