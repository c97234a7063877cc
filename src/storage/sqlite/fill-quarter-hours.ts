import { addToQuarterSums, type QuarterSum } from '../../journal/quarter-sums.ts'
import { quarterOfDay } from '../../journal/totals.ts'
import { sumDecimals } from '../../money/sum-decimals.ts'
import { damagedPlace } from '../stored-json.ts'
import type { Connection } from './connection.ts'

/** Milliseconds. */
const sixHours = 21_600_000
/** So many entries are added up at a time: what is in memory does not grow with the store. */
const page = 10_000

const selectPage = `SELECT entry.number AS number, entry.decided_at AS decided_at, entry.class AS class,
    CAST(entry.credit_amount AS BLOB) AS amount, class.kind = 'decision' AS decides
  FROM entry CROSS JOIN class ON class.id = entry.class WHERE entry.number > ? ORDER BY entry.number LIMIT ${page}`
const selectTotal = `SELECT CAST(credited AS BLOB) AS credited, CAST(by_quarter AS BLOB) AS by_quarter
  FROM class_total WHERE six_hours = ? AND class = ?`
const putTotal = `INSERT INTO class_total (six_hours, class, entries, credited, by_quarter) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET entries = entries + excluded.entries, credited = excluded.credited, by_quarter = excluded.by_quarter`

/** Adds all entries that are stored to the totals by quarter of an hour, a page at a time. */
export function fillQuarterHours(connection: Connection): void {
  for (let after = 0; ; ) {
    const rows = connection.all(selectPage, [after]).map(readRow)
    for (const total of totalsOf(rows)) add(connection, total)
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.number
  }
}

interface EntryRow {
  readonly number: number
  readonly sixHours: number
  readonly class: number
  /** Null where it neither decides nor credits. */
  readonly sum: QuarterSum | null
}

function readRow(row: { readonly [column: string]: unknown }): EntryRow {
  const { number, decided_at, class: id, amount, decides } = row
  if (typeof number !== 'number' || typeof decided_at !== 'number' || typeof id !== 'number')
    throw damagedPlace('an entry')
  if (amount !== null && typeof amount !== 'string') throw damagedPlace(`the credit of number ${number} of the feed`)
  return {
    number,
    sixHours: Math.floor(decided_at / sixHours),
    class: id,
    sum:
      decides === 0 && amount === null
        ? null
        : { quarter: quarterOfDay(decided_at), decisions: decides === 1 ? 1 : 0, credited: amount ?? '0' },
  }
}

interface PartTotal {
  readonly sixHours: number
  readonly class: number
  entries: number
  readonly sums: QuarterSum[]
}

function totalsOf(rows: readonly EntryRow[]): Iterable<PartTotal> {
  const totals = new Map<string, PartTotal>()
  for (const { sixHours: part, class: id, sum } of rows) {
    const total = totals.get(`${part} ${id}`) ?? { sixHours: part, class: id, entries: 0, sums: [] }
    total.entries += 1
    if (sum !== null) total.sums.push(sum)
    totals.set(`${part} ${id}`, total)
  }
  return totals.values()
}

function add(connection: Connection, { sixHours: part, class: id, entries, sums }: PartTotal): void {
  const { credited, by_quarter: text } = connection.one(selectTotal, [part, id]) ?? { credited: '0', by_quarter: '' }
  if (typeof credited !== 'string' || typeof text !== 'string') throw damagedPlace('a total')
  const byQuarter = addToQuarterSums(text, sums)
  if (byQuarter === null) throw damagedPlace('a total')
  const amounts = sums.map((sum) => sum.credited)
  connection.run(putTotal, [part, id, entries, sumDecimals([credited, ...amounts]), byQuarter])
}
