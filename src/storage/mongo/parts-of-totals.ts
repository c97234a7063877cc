import type { TotalledBy } from '../../journal/totals.ts'
import type { TotalDocument } from './collections.ts'
import { readTotal } from './read-total.ts'
import type { Stored } from './store-schema.ts'
import { addsTo, type Numbered } from './totalled-entries.ts'

/** A total, or what one entry adds to it. */
export type TotalsPart = Omit<TotalDocument, 'up_to'>

/** What was read of totals and of what is not in them yet, in the order of these names. */
export interface TotalsRead {
  /** The number that all kept totals go up to at least. */
  readonly after: number
  /** Entries that wait for their number, by their `_id`. */
  readonly waiting: ReadonlyMap<string, TotalledBy>
  /** Entries that are numbered above `after`. */
  readonly numbered: readonly Numbered[]
  /** The totals that are kept. */
  readonly kept: readonly Stored<TotalDocument>[]
  /** The numbers that those of `waiting` have by now. */
  readonly numbers: ReadonlyMap<string, number>
}

/**
 * The parts between two places that make up the totals: each entry is in one of them. Entries only go from
 * unnumbered to numbered to kept; what was read in this order, and the numbers last, misses none and counts none twice. A
 * Problem `store_damaged` where a total is not what was written.
 */
export function partsOf(
  { after, waiting, numbered, numbers, ...read }: TotalsRead,
  { from, to }: { readonly from: string; readonly to: string },
): readonly TotalsPart[] {
  const kept = read.kept.map(readTotal)
  const upTo = new Map(kept.map((total) => [total._id, total.up_to]))
  const isNumbered = new Set(numbered.map(({ entry }) => entry))
  const stillWaiting = [...waiting].filter(([entry]) => !isNumbered.has(entry))
  const later = [
    ...numbered,
    ...stillWaiting.map(([entry, found]) => ({ number: numbers.get(entry) ?? Number.POSITIVE_INFINITY, found })),
  ].flatMap(({ number, found }) =>
    (found === null ? [] : addsTo(found)).filter(
      ({ _id }) => _id >= from && _id < to && number > Math.max(after, upTo.get(_id) ?? 0),
    ),
  )
  return [...kept, ...later]
}
