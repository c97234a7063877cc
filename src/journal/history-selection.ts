import type { OrderKey, OrderPart } from './entry.ts'
import type { EntryKind } from './entry-kinds.ts'
import type { Amounts, CountedThing } from './model/state.ts'

/** A stretch of an account's stream, or of what it says of an order. Windows compare the clock's time of each entry. */
export interface HistoryStretch {
  readonly account: string
  /** The whole account (null), an order with all its parts, or exactly one part of it (null: the whole order). */
  readonly of: OrderKey | OrderPart | null
  /** `decided_at` after this instant (exclusive); null for all time. */
  readonly after: string | null
  /** `decided_at` before this instant (exclusive); null for none. */
  readonly before: string | null
  /** Up to this sequence, inclusive. */
  readonly upTo: number
}

/** Entries whose content is asked for. */
export interface HistorySelection extends HistoryStretch {
  readonly kinds: readonly EntryKind[]
}

/** Entries that are counted. */
export interface HistoryCount extends HistoryStretch {
  /** What they count as. */
  readonly counted: CountedThing
  readonly where: HistoryFilter
  /** Whether the sums of what they credited are asked for, too. */
  readonly isSum: boolean
  /** Where no entry up to `upTo` was decided before one with a lower sequence: when the newest of them was decided. No store needs it. */
  readonly inOrderTo?: string
}

/** What filters of history look at; one left out lets all pass. */
export interface HistoryFilter {
  /** The outcome, or the policy's own label for it. */
  readonly outcome?: string
  readonly rule?: string
  readonly clause?: string
  /** The kind of the entry. */
  readonly kind?: string
}

/** How many entries there are, and what they credited. */
export interface CountedHistory {
  readonly count: number
  /** By currency, exact decimal text; those that nothing was credited in are left out, and all where no sum was asked for. */
  readonly credited: Amounts
}
