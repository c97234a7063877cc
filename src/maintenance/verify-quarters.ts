import { addToQuarterSums, type QuarterSum, readQuarterSums } from '../journal/quarter-sums.ts'
import { quarterHourMilliseconds } from '../journal/totals.ts'
import type { DayTotal, QuarterTotal, TotalsStore } from '../journal/totals-store.ts'
import { formatInstant } from '../time/instant.ts'

/** The quarters of days, each day's of one key in one text, by the name of that. */
interface GrowingQuarters {
  add(part: QuarterTotal): void
  all(): ReadonlyMap<string, string>
}

/** Days that are read at a time: they may hold as many sums as there are entries. */
const daysAtOnce = 30
const [always, ever] = ['0001-01-01', '9999-12-31']

/** Quarters of no day yet. */
export function growingQuarters(): GrowingQuarters {
  const texts = new Map<string, string>()
  return {
    add: (part) => {
      const name = nameOf(part)
      texts.set(name, addToQuarterSums(texts.get(name) ?? '', part.quarters) ?? '')
    },
    all: () => texts,
  }
}

/** What the store has of all quarters, where it has totals of these days. */
export async function storedQuarters(
  store: TotalsStore,
  totals: readonly DayTotal[],
): Promise<ReadonlyMap<string, string>> {
  const quarters = growingQuarters()
  const days = [...new Set(totals.map(({ day }) => day))]
  const ends = [...days.filter((_, index) => index % daysAtOnce === 0), ever]
  let from = always
  for (const to of ends) {
    for (const part of await store.quarterTotals(from, to)) quarters.add(part)
    from = to
  }
  return quarters.all()
}

/** The first quarter of an hour of which the stored text says something else than the wanted one, in words. */
export function firstQuarter(stored = '', wanted = ''): string {
  const [there, given] = [stored, wanted].map((text) => readQuarterSums(text) ?? [])
  const at = (sums: readonly QuarterSum[] = [], quarter: number): string => {
    const sum = sums.find((each) => each.quarter === quarter)
    return sum === undefined ? 'nothing' : `${sum.decisions} decisions, ${sum.credited} credited`
  }
  const quarters = [...(there ?? []), ...(given ?? [])]
    .map(({ quarter }) => quarter)
    .sort((left, right) => left - right)
  const first = quarters.find((quarter) => at(there, quarter) !== at(given, quarter)) ?? 0
  const clock = formatInstant(first * quarterHourMilliseconds).slice('YYYY-MM-DDT'.length, 'YYYY-MM-DDTHH:MM'.length)
  return `for ${clock} UTC the store has ${at(there, first)} where the entries give ${at(given, first)}`
}

function nameOf({ day, policy, policy_version, outcome, clause, rule, currency, automatic }: QuarterTotal): string {
  return JSON.stringify(['quarters', day, policy, policy_version, outcome, clause, rule, currency, automatic])
}
