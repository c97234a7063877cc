import type { Entry } from '../journal/entry.ts'
import { foundBy } from '../journal/found-by.ts'
import {
  growingAutomaticCredits,
  growingTotals,
  nameOfCredit,
  nameOfTotal,
  quarterPart,
  totalPart,
} from '../journal/totals.ts'
import type { AutomaticCredit, DayTotal, TotalsStore } from '../journal/totals-store.ts'
import { Problem } from '../problems/problem.ts'
import { firstQuarter, growingQuarters, storedQuarters } from './verify-quarters.ts'

/** A total that is not what the entries add up to. */
export interface TotalFault {
  readonly code: 'total_wrong'
  /** What it is told apart by, as JSON; null where the totals cannot be read. */
  readonly total: string | null
  readonly message: string
}

/** The totals as the entries give them, one after the other. */
export interface RebuiltTotals {
  add(entry: Entry): void
  /** Every difference to what the store has, but for totals that grew since the rebuilding began. */
  faults(): Promise<readonly TotalFault[]>
}

const dayLength = 'YYYY-MM-DD'.length
const [always, ever] = ['0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z']

/** Sums up what all entries decided and credited, to be compared with the totals of the store. */
export async function rebuildTotals(store: TotalsStore): Promise<RebuiltTotals> {
  const totals = growingTotals()
  const credits = growingAutomaticCredits()
  const quarters = growingQuarters()
  const before = await storedSums(store)
  return {
    add: (entry) => {
      const found = foundBy(entry)
      totals.add(totalPart(found))
      credits.add(found)
      const part = quarterPart(found)
      if (part !== null) quarters.add(part)
    },
    faults: async () => {
      const after = await storedSums(store)
      if (before instanceof Problem) return [unreadable(before)]
      if (after instanceof Problem) return [unreadable(after)]
      const sums = namedSums(totals.all(), credits.all())
      return [
        ...differences({ before: before.sums, after: after.sums, expected: sums }, wholeSums),
        ...differences({ before: before.quarters, after: after.quarters, expected: quarters.all() }, firstQuarter),
      ]
    },
  }
}

type Named = ReadonlyMap<string, string>

interface StoredSums {
  readonly sums: Named
  /** The quarters of days. */
  readonly quarters: Named
}

function differences(
  { before, after, expected }: { readonly before: Named; readonly after: Named; readonly expected: Named },
  tell: (stored: string | undefined, wanted: string | undefined) => string,
): readonly TotalFault[] {
  const names = [...new Set([...expected.keys(), ...after.keys()])]
  return names.flatMap((total) => {
    const [stored, wanted] = [after.get(total), expected.get(total)]
    if (stored === wanted || stored !== before.get(total)) return []
    return [{ code: 'total_wrong', total, message: tell(stored, wanted) }]
  })
}

function wholeSums(stored = 'nothing', wanted = 'nothing'): string {
  return `the store has ${stored} where the entries give ${wanted}`
}

async function storedSums(store: TotalsStore): Promise<StoredSums | Problem> {
  try {
    const totals = await store.totals(always.slice(0, dayLength), ever.slice(0, dayLength))
    const sums = namedSums(totals, await store.automaticCredits(always, ever))
    return { sums, quarters: await storedQuarters(store, totals) }
  } catch (error) {
    if (error instanceof Problem && error.code === 'store_damaged') return error
    throw error
  }
}

function unreadable({ detail }: Problem): TotalFault {
  return { code: 'total_wrong', total: null, message: detail }
}

/** Each sum in words, by its name. */
function namedSums(totals: readonly DayTotal[], credits: readonly AutomaticCredit[]): Named {
  return new Map([
    ...totals.map((total): [string, string] => [nameOfTotal(total), inWords(total)]),
    ...credits.map((credit): [string, string] => [nameOfCredit(credit), `${credit.amount} credited automatically`]),
  ])
}

function inWords({ decisions, credited, credited_automatically }: DayTotal): string {
  return `${decisions} decisions, ${credited} credited, ${credited_automatically} of it automatically`
}
