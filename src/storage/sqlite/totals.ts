import { readQuarterSums } from '../../journal/quarter-sums.ts'
import { nameOfCredit, quarterHourMilliseconds, sumTotals, type TotalPart } from '../../journal/totals.ts'
import type { AutomaticCredit, QuarterTotal, TotalKey, TotalsStore } from '../../journal/totals-store.ts'
import { formatInstant } from '../../time/instant.ts'
import { damagedPlace } from '../stored-json.ts'
import { asBytes } from './as-bytes.ts'
import type { Connection, Row } from './connection.ts'
import { readNumber } from './newest-of-classes.ts'
import { readText } from './read-text.ts'
import { readAmount, sixHoursMilliseconds } from './write-totals.ts'

const selectClasses = `SELECT id, policy_version, automatic,
  ${asBytes('kind', 'policy', 'outcome', 'clause', 'rule', 'credit_currency')} FROM class`
const ofDays = 'FROM class_total WHERE six_hours >= ? AND six_hours < ?'
const selectTotals = `SELECT six_hours, class, entries, ${asBytes('credited')} ${ofDays}`
const selectQuarters = `SELECT six_hours, class, ${asBytes('by_quarter')} ${ofDays}`
const selectCredits = `SELECT quarter_hour, ${asBytes('currency', 'amount')} FROM automatic_credit
  WHERE quarter_hour >= ? AND quarter_hour < ?`

/** The totals in a SQLite file: few rows a day, whatever is stored. */
export function createTotalsStore(connection: Connection): TotalsStore {
  return {
    totals: async (from, to) => {
      const rows = connection.all(selectTotals, [sixHoursFrom(from), sixHoursFrom(to)])
      return sumTotals(withClasses(connection, rows).map(readPart))
    },
    quarterTotals: async (from, to) => {
      const rows = connection.all(selectQuarters, [sixHoursFrom(from), sixHoursFrom(to)])
      return withClasses(connection, rows).flatMap(readQuarters)
    },
    automaticCredits: async (from, to) =>
      connection
        .all(selectCredits, [quarterHourFrom(from), quarterHourFrom(to)])
        .map(readCredit)
        .map((credit) => ({ credit, name: nameOfCredit(credit) }))
        .sort((left, right) => (left.name < right.name ? -1 : 1))
        .map(({ credit }) => credit),
  }
}

function sixHoursFrom(day: string): number {
  return Math.ceil(Date.parse(day) / sixHoursMilliseconds)
}

/** The first that begins at the instant or later. */
function quarterHourFrom(instant: string): number {
  return Math.ceil(Date.parse(instant) / quarterHourMilliseconds)
}

interface RowOfClass {
  readonly row: Row
  readonly ofClass: Class
}

/** What all rows of a class have in common. */
interface Class extends Omit<TotalKey, 'day'> {
  readonly decides: boolean
  readonly automatic: boolean
}

/** Each class is read once: there are few of them, and many totals. */
function withClasses(connection: Connection, rows: readonly Row[]): readonly RowOfClass[] {
  const classes = new Map(connection.all(selectClasses).map((row) => [row['id'], readClass(row)]))
  return rows.map((row) => {
    const ofClass = classes.get(row['class'])
    if (ofClass === undefined) throw damagedPlace('the class of a total')
    return { row, ofClass }
  })
}

function readClass(row: Row): Class {
  const text = (column: string): string | null => (row[column] === null ? null : readText(row[column], 'a total'))
  const { policy_version: version } = row
  return {
    policy: text('policy'),
    policy_version: version === null ? null : readNumber(version),
    outcome: text('outcome'),
    clause: text('clause'),
    rule: text('rule'),
    currency: text('credit_currency'),
    decides: row['kind'] === 'decision',
    automatic: row['automatic'] === 1,
  }
}

function readPart({ row, ofClass }: RowOfClass): TotalPart {
  const { decides, ...key } = ofClass
  const decisions = decides ? readNumber(row['entries']) : 0
  return { day: dayOf(row), ...key, decisions, credited: readAmount(row['credited']) }
}

/** None of what neither decides nor credits. */
function readQuarters({ row, ofClass }: RowOfClass): readonly QuarterTotal[] {
  const { by_quarter: text } = row
  const quarters = typeof text === 'string' ? readQuarterSums(text) : null
  if (quarters === null) throw damagedPlace('a total')
  const { decides: _, ...key } = ofClass
  return quarters.length === 0 ? [] : [{ day: dayOf(row), ...key, quarters }]
}

function dayOf(row: Row): string {
  return formatInstant(readNumber(row['six_hours']) * sixHoursMilliseconds).slice(0, 'YYYY-MM-DD'.length)
}

function readCredit(row: Row): AutomaticCredit {
  return {
    currency: readText(row['currency'], 'a total'),
    quarter_hour: formatInstant(readNumber(row['quarter_hour']) * quarterHourMilliseconds),
    amount: readAmount(row['amount']),
  }
}
