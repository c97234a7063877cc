import type { Position } from '../../problems/diagnostic.ts'

/** What can be found out about a policy; the codes are stable. */
export type FindingCode =
  | 'rule_never_decides'
  | 'condition_never_holds'
  | 'refund_below_zero'
  | 'amount_below_zero'
  | 'refund_above_charge'
  | 'share_above_hundred'
  | 'order_decides'
  | 'falls_to_default'
  | 'pays_while_unknown'
  | 'cap_takes_away'

export type FindingSeverity = 'error' | 'warning' | 'information'

/** An order that shows a finding: the service itself decides it so. */
export interface OrderExample {
  /** As a request gives them. */
  readonly facts: Readonly<Record<string, unknown>>
  /** History facts by dotted name. */
  readonly history: Readonly<Record<string, unknown>>
  /** UTC ISO 8601. */
  readonly now: string
}

/** What a policy decides of an example. */
export interface ExampleDecision {
  readonly outcome: string
  /** Null for the default, and where no rule decides. */
  readonly rule: string | null
  readonly reason: string
  /** Decimal text; null where nothing is paid or proposed. */
  readonly refund: string | null
}

/** One thing that holds of a policy text, with its place. */
export interface Finding extends Position {
  readonly code: FindingCode
  readonly severity: FindingSeverity
  /** `proved` for all orders, shown by an `example`, or `not_decided`: it may be so. */
  readonly status: 'proved' | 'example' | 'not_decided'
  readonly section: 'refunds' | 'disputes'
  readonly rule: string | null
  readonly message: string
  /** How to mend it, or what to look at. */
  readonly hint: string
  /** The rules that take everything from this one, or the other one of a pair. */
  readonly rules: readonly string[]
  /** The fact that is unknown while the rule pays. */
  readonly facts: readonly string[]
  readonly example: (OrderExample & { readonly decision: ExampleDecision }) | null
  /** Why it is not decided; null where it is. */
  readonly because: string | null
}
