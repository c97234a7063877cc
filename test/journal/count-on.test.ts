import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { countOn } from '../../src/journal/count-on.ts'
import type { CountedHistory, HistoryCount } from '../../src/journal/history-selection.ts'
import { type Sum, sumsByCurrency } from '../../src/journal/model/sum.ts'
import { formatInstant } from '../../src/time/instant.ts'

interface Written {
  readonly sequence: number
  readonly at: string
  readonly sum: Sum
}

/** One account's entries, and a count over all of them that says how many it went through. */
function countedEntries(): {
  readonly entries: Written[]
  readonly count: (selection: HistoryCount) => Promise<CountedHistory>
  walked(): number
} {
  const entries: Written[] = []
  let walked = 0
  return {
    entries,
    walked: () => walked,
    count: async ({ after, before, upTo, isSum }) => {
      const found = entries.filter(
        ({ at, sequence }) => sequence <= upTo && (after === null || at > after) && (before === null || at < before),
      )
      walked += found.length
      return { count: found.length, credited: isSum ? sumsByCurrency(found.map(({ sum }) => sum)) : {} }
    },
  }
}

const start = Date.UTC(2026, 0, 1)
const hour = 3_600_000

function selectionAt(entries: readonly Written[], after: string | null): HistoryCount {
  const { sequence = 0, at = '' } = entries.at(-1) ?? {}
  const where = { rule: 'a-rule' }
  const plain = {
    account: 'a-1',
    of: null,
    after,
    before: null,
    upTo: sequence,
    counted: 'credits',
    where,
    isSum: true,
  } as const
  return entries.length === 0 ? plain : { ...plain, inOrderTo: at }
}

/** How many entries come at once, how long after the last ones, and what is asked for then. */
const steps = fc.array(
  fc.record({
    many: fc.integer({ min: 0, max: 400 }),
    later: fc.constantFrom(0, 1, 1000, hour, 30 * hour),
    window: fc.constantFrom(null, hour, 24 * hour, 1000 * hour),
    isOther: fc.boolean(),
  }),
  { minLength: 3, maxLength: 12 },
)

describe('counting on', () => {
  it('finds what counting all of it finds, whatever came since and whatever left the window', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const { entries, count } = countedEntries()
        // Two processes: what one of them counted, the other does not know.
        const counts = [countOn(count), countOn(count)]
        let now = start
        for (const { many, later, window, isOther } of taken) {
          now += later
          for (let index = 0; index < many; index += 1) {
            const sum = { amount: `${(entries.length % 7) + 0.25}`, currency: entries.length % 3 === 0 ? 'EUR' : 'USD' }
            entries.push({ sequence: entries.length + 1, at: formatInstant(now), sum })
          }
          const selection = selectionAt(entries, window === null ? null : formatInstant(now - window))
          expect(await counts[isOther ? 1 : 0]?.(selection)).toEqual(await count(selection))
        }
      }),
      { numRuns: 200 },
    )
  })

  it('goes through few entries of many from the second time on, while a window moves over them', async () => {
    const { entries, count, walked } = countedEntries()
    const counted = countOn(count)
    const ask = async (): Promise<number> => {
      const before = walked()
      const minute = start + entries.length * 60_000
      entries.push({ sequence: entries.length + 1, at: formatInstant(minute), sum: { amount: '1', currency: 'USD' } })
      await counted(selectionAt(entries, formatInstant(minute - 3000 * 60_000)))
      return walked() - before
    }
    for (let index = 0; index < 5000; index += 1) await ask()
    const costs: number[] = []
    for (let index = 0; index < 500; index += 1) costs.push(await ask())
    expect(costs.reduce((sum, cost) => sum + cost, 0) / costs.length).toBeLessThan(250)
  })

  it.each([
    ['a window that ends before now', { before: formatInstant(start) }],
    ['an order', { of: { policy: 'p', id: 'o-1' } }],
  ] as const)('asks the store anew for %s', async (_name, changed) => {
    const { entries, count, walked } = countedEntries()
    for (let index = 0; index < 1000; index += 1) {
      entries.push({ sequence: index + 1, at: formatInstant(start + index), sum: { amount: '1', currency: 'USD' } })
    }
    const counted = countOn(count)
    const selection = { ...selectionAt(entries, null), ...changed }
    const first = await counted(selection)
    const before = walked()
    expect(await counted(selection)).toEqual(first)
    expect(walked() - before).toBe(first.count)
  })
})
