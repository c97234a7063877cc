import type { Entry } from '../../src/journal/entry.ts'
import { units } from './units.ts'

export interface Sum {
  readonly amount: string
  readonly currency: string
}

/** What one entry credits, read from it without any help of src. */
export function creditIn(entry: Entry): Sum | null {
  const isCrediting = entry.kind === 'decision' || entry.kind === 'review_resolved'
  const refund = isCrediting ? entry.result.refund : null
  return refund !== null && units(refund.amount) > 0n ? refund : null
}

/** What an order gets by one entry, signed; nothing by most. */
export function gainIn(entry: Entry): {
  readonly credited: bigint
  readonly elsewhere: bigint
  readonly charged_back: bigint
} {
  const nothing = { credited: 0n, elsewhere: 0n, charged_back: 0n }
  switch (entry.kind) {
    case 'decision':
    case 'review_resolved':
      return { ...nothing, credited: units(creditIn(entry)?.amount ?? '0') }
    case 'adjustment':
      return { ...nothing, credited: units(entry.result.adjustment.amount) }
    case 'credited_elsewhere':
      return { ...nothing, elsewhere: units(entry.result.counted) }
    case 'dispute_opened':
    case 'dispute_amended':
    case 'dispute_closed':
    case 'dispute_reopened':
      return { ...nothing, charged_back: units(entry.result.effect.charged_back) }
    default:
      return nothing
  }
}
