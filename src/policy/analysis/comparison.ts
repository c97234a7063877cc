import type { ExampleDecision, OrderExample } from './finding.ts'

/** Orders that two versions decide differently in the same way. */
export interface ChangedClass {
  readonly section: 'refunds' | 'disputes'
  /** The rule that decides under the first version; null where none does and a person looks. */
  readonly from: string | null
  readonly to: string | null
  /** Of what is paid or proposed. */
  readonly amount: 'up' | 'down' | 'same'
  /** An order that both versions decide so; null where none was found that the service decides so. */
  readonly example: (OrderExample & { readonly before: ExampleDecision; readonly after: ExampleDecision }) | null
  /** How large the difference can be; null where the amount is the same, or that is not known. */
  readonly largest: LargestDifference | null
  /** Why there is no example; null where there is one. */
  readonly because: string | null
}

/** Bounds of the largest difference of an order for which so much was paid. Decimal texts. */
export interface LargestDifference {
  readonly of_charge: string
  readonly at_least: string
  readonly at_most: string
}

/** Exactly which orders two versions decide differently: by another rule, or by at least one smallest unit of the currency. */
export interface PolicyComparison {
  readonly classes: readonly ChangedClass[]
  /** `proved`: no other order is decided differently. */
  readonly nothing_else: 'proved' | 'not_decided'
  /** Why that is not decided; null where it is. */
  readonly because: string | null
  readonly is_partial: boolean
}
