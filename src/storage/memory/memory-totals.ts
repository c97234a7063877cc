import { foundBy } from '../../journal/found-by.ts'
import { quarterPart, sumAutomaticCredits, sumTotals, totalPart } from '../../journal/totals.ts'
import type { TotalsStore } from '../../journal/totals-store.ts'
import type { MemoryStreams } from './memory-streams.ts'

/** The totals over what is in memory, counted whenever they are asked for. */
export function createMemoryTotals({ byId }: MemoryStreams): TotalsStore {
  const entries = (): ReturnType<typeof foundBy>[] => [...byId.values()].map(foundBy)
  return {
    totals: async (from, to) =>
      sumTotals(
        entries()
          .map(totalPart)
          .filter(({ day }) => day >= from && day < to),
      ),
    quarterTotals: async (from, to) =>
      entries().flatMap((found) => {
        const part = quarterPart(found)
        return part === null || part.day < from || part.day >= to ? [] : [part]
      }),
    automaticCredits: async (from, to) =>
      sumAutomaticCredits(entries()).filter(({ quarter_hour }) => quarter_hour >= from && quarter_hour < to),
  }
}
