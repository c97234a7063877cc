export const historyEntries = ['claims', 'denials', 'approvals', 'reviews', 'decisions', 'disputes', 'credits'] as const
export type HistoryEntries = (typeof historyEntries)[number]

/** What a history fact asks of the journal; windows end at the decision. */
export type HistoryQuery =
  | {
      readonly kind: 'count' | 'exists' | 'sum'
      readonly entries: HistoryEntries
      readonly of: 'account' | 'order'
      readonly withinMilliseconds: number | null
      /** A timestamp fact: only entries before it count. */
      readonly before: string | null
      readonly where: {
        readonly outcome?: string
        readonly rule?: string
        readonly clause?: string
        readonly kind?: string
      }
    }
  | {
      readonly kind: 'state'
      readonly state: 'standing' | 'open_disputes' | 'credited'
      readonly of: 'account' | 'order'
    }
