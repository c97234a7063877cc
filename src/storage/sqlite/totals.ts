import { nameOfCredit, quarterHourMilliseconds, sumTotals, type TotalPart } from '../../journal/totals.ts'
import type { AutomaticCredit, TotalsStore } from '../../journal/totals-store.ts'
import { millisecondsPerDay } from '../../time/civil-day.ts'
import { formatInstant } from '../../time/instant.ts'
import { asBytes } from './as-bytes.ts'
import type { Connection, Row } from './connection.ts'
import { readNumber } from './newest-of-classes.ts'
import { readText } from './read-text.ts'
import { readAmount } from './write-totals.ts'

const classColumns = asBytes('kind', 'policy', 'outcome', 'clause', 'rule', 'credit_currency')
const selectTotals = `SELECT day, entries, CAST(credited AS BLOB) AS credited, policy_version, automatic, ${classColumns}
  FROM total CROSS JOIN class ON class.id = total.class WHERE day >= ? AND day < ?`
const selectCredits = `SELECT quarter_hour, ${asBytes('currency', 'amount')} FROM automatic_credit
  WHERE quarter_hour >= ? AND quarter_hour < ?`

/** The totals in a SQLite file: few rows a day, whatever is stored. */
export function createTotalsStore(connection: Connection): TotalsStore {
  return {
    totals: async (from, to) => sumTotals(connection.all(selectTotals, [dayOf(from), dayOf(to)]).map(readPart)),
    automaticCredits: async (from, to) =>
      connection
        .all(selectCredits, [quarterHourFrom(from), quarterHourFrom(to)])
        .map(readCredit)
        .map((credit) => ({ credit, name: nameOfCredit(credit) }))
        .sort((left, right) => (left.name < right.name ? -1 : 1))
        .map(({ credit }) => credit),
  }
}

function dayOf(day: string): number {
  return Math.floor(Date.parse(day) / millisecondsPerDay)
}

/** The first that begins at the instant or later. */
function quarterHourFrom(instant: string): number {
  return Math.ceil(Date.parse(instant) / quarterHourMilliseconds)
}

function readPart(row: Row): TotalPart {
  const place = 'a total'
  const text = (column: string): string | null => (row[column] === null ? null : readText(row[column], place))
  const { policy_version: version, entries } = row
  return {
    day: formatInstant(readNumber(row['day']) * millisecondsPerDay).slice(0, 'YYYY-MM-DD'.length),
    policy: text('policy'),
    policy_version: version === null ? null : readNumber(version),
    outcome: text('outcome'),
    clause: text('clause'),
    rule: text('rule'),
    currency: text('credit_currency'),
    decisions: row['kind'] === 'decision' ? readNumber(entries) : 0,
    credited: readAmount(row['credited']),
    automatic: row['automatic'] === 1,
  }
}

function readCredit(row: Row): AutomaticCredit {
  return {
    currency: readText(row['currency'], 'a total'),
    quarter_hour: formatInstant(readNumber(row['quarter_hour']) * quarterHourMilliseconds),
    amount: readAmount(row['amount']),
  }
}
