import type { FoundBy } from '../../journal/found-by.ts'
import { addToQuarterSums, type QuarterSum, sumByQuarter, writeQuarterSums } from '../../journal/quarter-sums.ts'
import { quarterHourMilliseconds, quarterOfDay } from '../../journal/totals.ts'
import { sumDecimals } from '../../money/sum-decimals.ts'
import { damagedPlace } from '../stored-json.ts'
import type { Connection, Parameter, Row } from './connection.ts'
import { classParameters, insertClass } from './entry-class.ts'
import { readNumber } from './newest-of-classes.ts'

/** What totals are kept of: a quarter of a UTC day. */
export const sixHoursMilliseconds = 21_600_000

/** An entry that was written, and when it was decided: milliseconds since the epoch. */
export interface Written {
  readonly found: FoundBy
  /** The number of its class. */
  readonly class: number
  readonly decidedAt: number
}

const selectTotal = `SELECT entries, CAST(credited AS BLOB) AS credited, CAST(by_quarter AS BLOB) AS by_quarter
  FROM class_total WHERE six_hours = ? AND class = ?`
const updateTotal = 'UPDATE class_total SET entries = ?, credited = ?, by_quarter = ? WHERE six_hours = ? AND class = ?'
const insertTotal = 'INSERT INTO class_total (entries, credited, by_quarter, six_hours, class) VALUES (?, ?, ?, ?, ?)'
const selectAutomatic =
  'SELECT CAST(amount AS BLOB) AS amount FROM automatic_credit WHERE currency = ? AND quarter_hour = ?'
const putAutomatic = `INSERT INTO automatic_credit (amount, currency, quarter_hour) VALUES (?, ?, ?)
  ON CONFLICT DO UPDATE SET amount = excluded.amount`

/** Adds the entries to the totals, in the transaction that wrote them: a few rows for any number of entries. */
export function writeTotals(connection: Connection, written: readonly Written[]): void {
  for (const total of totalsOf(written)) {
    const { sixHours, class: number } = total
    const before = connection.one(selectTotal, [sixHours, number])
    // Every class has a total, so that a class that is new is met here.
    if (before === undefined) connection.run(insertClass, classParameters(total.found))
    connection.run(before === undefined ? insertTotal : updateTotal, [...addedTo(before, total), sixHours, number])
  }
  for (const { currency, quarterHour, amounts } of automaticCreditsOf(written)) {
    const row = connection.one(selectAutomatic, [currency, quarterHour])
    const before = row === undefined ? '0' : readAmount(row['amount'])
    connection.run(putAutomatic, [sumDecimals([before, ...amounts]), currency, quarterHour])
  }
}

interface ClassTotal {
  readonly sixHours: number
  readonly found: FoundBy
  readonly class: number
  entries: number
  readonly sums: QuarterSum[]
}

function totalsOf(written: readonly Written[]): Iterable<ClassTotal> {
  const totals = new Map<string, ClassTotal>()
  for (const { found, class: number, decidedAt } of written) {
    const sixHours = Math.floor(decidedAt / sixHoursMilliseconds)
    const key = `${sixHours} ${number}`
    const total = totals.get(key) ?? { sixHours, found, class: number, entries: 0, sums: [] }
    total.entries += 1
    const decisions = found.kind === 'decision' ? 1 : 0
    if (decisions === 1 || found.credit_amount !== null) {
      total.sums.push({ quarter: quarterOfDay(decidedAt), decisions, credited: found.credit_amount ?? '0' })
    }
    totals.set(key, total)
  }
  return totals.values()
}

/** Entries, what was credited, and both by quarter of an hour. */
function addedTo(
  before: Row | undefined,
  { entries, sums: all }: Pick<ClassTotal, 'entries' | 'sums'>,
): readonly Parameter[] {
  const sums = sumByQuarter(all)
  const amounts = sums.map(({ credited }) => credited)
  if (before === undefined) return [entries, sumDecimals(amounts), writeQuarterSums(sums)]
  const { by_quarter: text } = before
  const byQuarter = typeof text === 'string' ? addToQuarterSums(text, sums) : null
  if (byQuarter === null) throw damagedPlace('a total')
  return [readNumber(before['entries']) + entries, sumDecimals([readAmount(before['credited']), ...amounts]), byQuarter]
}

interface QuarterHourTotal {
  readonly currency: string
  readonly quarterHour: number
  readonly amounts: string[]
}

function automaticCreditsOf(written: readonly Written[]): Iterable<QuarterHourTotal> {
  const totals = new Map<string, QuarterHourTotal>()
  for (const { found, decidedAt } of written) {
    const { automatic, credit_currency: currency, credit_amount: amount } = found
    if (automatic === null || currency === null || amount === null) continue
    const quarterHour = Math.floor(decidedAt / quarterHourMilliseconds)
    const key = `${quarterHour} ${currency}`
    const total = totals.get(key) ?? { currency, quarterHour, amounts: [] }
    total.amounts.push(amount)
    totals.set(key, total)
  }
  return totals.values()
}

/** A stored sum. */
export function readAmount(amount: unknown): string {
  if (typeof amount !== 'string' || !/^\d+(?:\.\d+)?$/u.test(amount)) throw damagedPlace('a total')
  return amount
}
