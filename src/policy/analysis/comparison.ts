import type { ExampleDecision, OrderExample } from './finding.ts'

/** An order that two versions decide differently. */
export interface ComparedExample extends OrderExample {
  /** What the second version counts over another time than the first, as it counts it: history facts by dotted name. */
  readonly history_after: Readonly<Record<string, unknown>>
  readonly before: ExampleDecision
  readonly after: ExampleDecision
}

/** What becomes of what is paid or proposed. */
export type AmountChange = 'up' | 'down' | 'same'

/** Orders that two versions decide differently in the same way. */
export interface ChangedClass {
  readonly section: 'refunds' | 'disputes'
  /** The rule that decides under the first version; null where none does and a person looks. */
  readonly from: string | null
  readonly to: string | null
  readonly amount: AmountChange
  /** An order that both versions decide so; null where none was found that the service decides so. */
  readonly example: ComparedExample | null
  /** How large the difference can be; null where the amount is the same, or that is not known. */
  readonly largest: LargestDifference | null
  /** Why there is no example; null where there is one. */
  readonly because: string | null
}

/** Orders that two versions perhaps decide differently so: neither was one found, nor is it proved that there is none. */
export interface OpenTransition {
  readonly section: 'refunds' | 'disputes'
  readonly from: string | null
  readonly to: string | null
  readonly amounts: readonly AmountChange[]
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
  /** What may occur beside the classes, and nothing else may; null where that is not known, and any may. */
  readonly open: readonly OpenTransition[] | null
  /** `proved`: no other order is decided differently. */
  readonly nothing_else: 'proved' | 'not_decided'
  /** Why that is not decided; null where it is. */
  readonly because: string | null
  readonly is_partial: boolean
}
