import { sumDecimals } from '../money/sum-decimals.ts'

/** What was decided and credited in a quarter of an hour of a UTC day. */
export interface QuarterSum {
  /** 0 for the one that begins with the day, 95 for the last. */
  readonly quarter: number
  readonly decisions: number
  /** Exact decimal text. */
  readonly credited: string
}

/** Of each UTC day. */
export const quartersOfDay = 96

// The sums of a day are one short text, as stores keep it: quarter, decisions and what was credited, one quarter behind
// the other, such as `33,3,12.5;34,1,0`. Quarters of which there is nothing are not in it.
const one = String.raw`(0|[1-9]\d?),(0|[1-9]\d*),(0|[1-9]\d*(?:\.\d*[1-9])?|0\.\d*[1-9])`
const oneAlone = new RegExp(`^${one}$`, 'u')

/** The sums in a text, in order; null for a text that is not as it was written. */
export function readQuarterSums(text: string): readonly QuarterSum[] | null {
  if (text === '') return []
  const sums: QuarterSum[] = []
  let before = -1
  for (const item of text.split(';')) {
    const sum = readOne(item)
    if (sum === null || sum.quarter <= before) return null
    before = sum.quarter
    sums.push(sum)
  }
  return sums
}

/** The text with these added, in any order; null where it is not as it was written. */
export function addToQuarterSums(text: string, added: readonly QuarterSum[]): string | null {
  let earlier = text
  let later = sumByQuarter(added)
  // The clock goes on: what is added mostly belongs to the last quarter that is there, or behind it.
  while (earlier !== '' && later.length > 0) {
    const cut = earlier.lastIndexOf(';')
    const last = readOne(earlier.slice(cut + 1))
    if (last === null) return null
    if (last.quarter < (later[0]?.quarter ?? 0)) break
    later = sumByQuarter([last, ...later])
    earlier = earlier.slice(0, Math.max(cut, 0))
  }
  return joined(earlier, later)
}

/** One sum of each quarter, in order. */
export function sumByQuarter(sums: readonly QuarterSum[]): readonly QuarterSum[] {
  const [first] = sums
  if (first === undefined) return sums
  if (sums.every(({ quarter }) => quarter === first.quarter)) return [sumOf(first.quarter, sums)]
  const quarters = [...new Set(sums.map(({ quarter }) => quarter))].sort((left, right) => left - right)
  return quarters.map((quarter) =>
    sumOf(
      quarter,
      sums.filter((sum) => sum.quarter === quarter),
    ),
  )
}

/** The text of sums in any order. */
export function writeQuarterSums(sums: readonly QuarterSum[]): string {
  return joined('', sumByQuarter(sums))
}

function sumOf(quarter: number, sums: readonly QuarterSum[]): QuarterSum {
  const decisions = sums.reduce((sum, each) => sum + each.decisions, 0)
  return { quarter, decisions, credited: sumDecimals(sums.map(({ credited }) => credited)) }
}

function joined(earlier: string, later: readonly QuarterSum[]): string {
  let text = earlier
  for (const { quarter, decisions, credited } of later) {
    text += `${text === '' ? '' : ';'}${quarter},${decisions},${credited}`
  }
  return text
}

function readOne(item: string): QuarterSum | null {
  const [, quarter, decisions, credited = ''] = oneAlone.exec(item) ?? []
  const sum = { quarter: Number(quarter), decisions: Number(decisions), credited }
  return sum.quarter < quartersOfDay && Number.isSafeInteger(sum.decisions) ? sum : null
}
