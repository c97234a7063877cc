import type { DisputeEnd } from './dispute-ending.ts'

export const historyEntries = ['claims', 'denials', 'approvals', 'reviews', 'decisions', 'disputes', 'credits'] as const
export type HistoryEntries = (typeof historyEntries)[number]

/** How long back a question looks; null for all that there is. */
export type HistoryWindow = { readonly milliseconds: number } | { readonly months: number } | 'calendar_month' | null

/** Which entries count; what is left out lets all pass. */
export interface HistoryFilter {
  readonly outcome?: string
  readonly rule?: string
  readonly clause?: string
  readonly kind?: string
  /** How a dispute ended, or that it did not yet. */
  readonly ended?: DisputeEnd | 'open'
  /** An earlier entry's fact, and the fact of this request that it must equal. */
  readonly facts: ReadonlyMap<string, string>
  /** An earlier entry's fact, and the value that it must have. */
  readonly values: ReadonlyMap<string, string | boolean>
}

/** What a history fact asks of the journal; windows end at the decision. */
export type HistoryQuery =
  | {
      readonly kind: 'count' | 'exists' | 'sum'
      readonly entries: HistoryEntries
      /** Other orders: the account but for the order of the request. */
      readonly of: 'account' | 'order' | 'part' | 'other_orders'
      readonly within: HistoryWindow
      /** A timestamp that reads no history: only entries before it count. */
      readonly before: { readonly kind: 'fact' | 'derived'; readonly name: string } | null
      readonly where: HistoryFilter
    }
  | {
      readonly kind: 'state'
      readonly state: 'standing' | 'open_disputes' | 'credited'
      readonly of: 'account' | 'order'
    }
