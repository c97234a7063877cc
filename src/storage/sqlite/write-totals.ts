import type { FoundBy } from '../../journal/found-by.ts'
import { quarterHourMilliseconds } from '../../journal/totals.ts'
import { sumDecimals } from '../../money/sum-decimals.ts'
import { millisecondsPerDay } from '../../time/civil-day.ts'
import { damagedPlace } from '../stored-json.ts'
import type { Connection } from './connection.ts'
import { classParameters, insertClass } from './entry-class.ts'

/** An entry that was written, and when it was decided: milliseconds since the epoch. */
export interface Written {
  readonly found: FoundBy
  /** The number of its class. */
  readonly class: number
  readonly decidedAt: number
}

const addEntries = 'UPDATE total SET entries = entries + ? WHERE day = ? AND class = ?'
const insertTotal = `INSERT INTO total (day, class, entries, credited) VALUES (?, ?, ?, '0')`
const selectCredited = 'SELECT CAST(credited AS BLOB) AS amount FROM total WHERE day = ? AND class = ?'
const updateCredited = 'UPDATE total SET credited = ? WHERE day = ? AND class = ?'
const selectAutomatic =
  'SELECT CAST(amount AS BLOB) AS amount FROM automatic_credit WHERE currency = ? AND quarter_hour = ?'
const putAutomatic = `INSERT INTO automatic_credit (amount, currency, quarter_hour) VALUES (?, ?, ?)
  ON CONFLICT DO UPDATE SET amount = excluded.amount`

/** Adds the entries to the totals, in the transaction that wrote them: a few rows for any number of entries. */
export function writeTotals(connection: Connection, written: readonly Written[]): void {
  for (const total of totalsOf(written)) {
    const { day, found, amounts, class: number } = total
    if (connection.run(addEntries, [total.entries, day, number]) === 0) {
      // Every class has a total, so that a class that is new is met here.
      connection.run(insertClass, classParameters(found))
      connection.run(insertTotal, [day, number, total.entries])
    }
    if (amounts.length > 0) {
      const before = readAmount(connection.one(selectCredited, [day, number])?.['amount'])
      connection.run(updateCredited, [sumDecimals([before, ...amounts]), day, number])
    }
  }
  for (const { currency, quarterHour, amounts } of automaticCreditsOf(written)) {
    const row = connection.one(selectAutomatic, [currency, quarterHour])
    const before = row === undefined ? '0' : readAmount(row['amount'])
    connection.run(putAutomatic, [sumDecimals([before, ...amounts]), currency, quarterHour])
  }
}

interface DayTotal {
  readonly day: number
  readonly found: FoundBy
  readonly class: number
  entries: number
  readonly amounts: string[]
}

function totalsOf(written: readonly Written[]): Iterable<DayTotal> {
  const totals = new Map<string, DayTotal>()
  for (const { found, class: number, decidedAt } of written) {
    const day = Math.floor(decidedAt / millisecondsPerDay)
    const key = `${day} ${number}`
    const total = totals.get(key) ?? { day, found, class: number, entries: 0, amounts: [] }
    total.entries += 1
    if (found.credit_amount !== null) total.amounts.push(found.credit_amount)
    totals.set(key, total)
  }
  return totals.values()
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
