import { sumAutomaticCredits, sumTotals, type TotalledBy, totalPart } from '../../journal/totals.ts'
import type { TotalsStore } from '../../journal/totals-store.ts'
import type { Connection } from './connection.ts'

const projection = {
  _id: 0,
  kind: 1,
  decided_at: 1,
  policy: 1,
  policy_version: 1,
  outcome: 1,
  clause: 1,
  rule: 1,
  credit_currency: 1,
  credit_amount: 1,
  automatic: 1,
} as const

/** What is null has no field. */
const nothing: Partial<TotalledBy> = {
  policy: null,
  policy_version: null,
  outcome: null,
  clause: null,
  rule: null,
  credit_currency: null,
  credit_amount: null,
  automatic: null,
}

/** The totals of a MongoDB database, counted from its entries whenever they are asked for. */
export function createTotalsStore({ collections, inOrder }: Connection): TotalsStore {
  const decidedIn = (from: string, to: string): Promise<readonly TotalledBy[]> =>
    inOrder(async (session) => {
      const filter = { decided_at: { $gte: from, $lt: to } }
      const found = await collections.entry.find(filter, projection, { session }).lean<Partial<TotalledBy>[]>()
      return found.map((fields) => ({ ...nothing, ...fields }) as TotalledBy)
    })
  return {
    totals: async (from, to) => sumTotals((await decidedIn(from, to)).map(totalPart)),
    automaticCredits: async (from, to) =>
      sumAutomaticCredits(await decidedIn(from, to)).filter(({ quarter_hour }) => quarter_hour >= from),
  }
}
