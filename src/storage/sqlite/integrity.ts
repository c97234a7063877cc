import { Problem } from '../../problems/problem.ts'
import { readStoredJson } from '../stored-json.ts'
import { asBytes } from './as-bytes.ts'
import type { Connection, Row } from './connection.ts'
import { classNumbersOf, selectClasses } from './entry-class.ts'
import { textOf } from './entry-row.ts'
import { madeSchema } from './made-schema.ts'
import { sixHoursMilliseconds } from './write-totals.ts'

/** The entry that a row holds by its own word: the key beside it may be what is damaged. SQLite counts rows from 1. */
const selectBody = 'SELECT body, hash FROM entry NOT INDEXED ORDER BY number LIMIT 1 OFFSET ? - 1'

const selectSchema = `SELECT ${asBytes('type', 'name', 'sql')} FROM sqlite_schema WHERE sql IS NOT NULL AND name != 'migration'`
const selectUnused = 'SELECT id FROM class WHERE NOT EXISTS (SELECT 1 FROM entry WHERE entry.class = class.id)'
const selectUnknown = 'SELECT DISTINCT class FROM entry WHERE class NOT IN (SELECT id FROM class)'
/** What each total counts must be there: also of what neither decides nor credits. */
const selectMiscounted = `WITH found AS (SELECT decided_at / ${sixHoursMilliseconds} AS six_hours, class, count(*) AS entries FROM entry GROUP BY 1, 2),
    kept AS (SELECT six_hours, class, entries FROM class_total)
  SELECT DISTINCT six_hours, class FROM (
    SELECT * FROM (SELECT * FROM found EXCEPT SELECT * FROM kept)
    UNION ALL SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM found))`
const selectLonely = `SELECT ${asBytes('policy', 'order_id', 'account')} FROM order_binding WHERE NOT EXISTS (
    SELECT 1 FROM entry WHERE entry.order_id = order_binding.order_id AND entry.account = order_binding.account
      AND entry.order_policy = order_binding.policy)`

/**
 * What SQLite's own check of the whole file finds, tables and indexes that are not the ones that were made, and classes
 * and bindings that no entry has, each on one line; empty where it finds nothing.
 */
export function integrityFaults(connection: Connection): readonly string[] {
  const found = unlessDamaged(() => connection.all('PRAGMA integrity_check'))
  if (found instanceof Problem) return [found.detail]
  const faults = found.map((row) => String(row['integrity_check']))
  const ofFile = faults.join() === 'ok' ? [] : faults.map((fault) => withEntry(connection, fault))
  const rows = (sql: string, faultsOf: (row: Row) => readonly string[]): readonly string[] => {
    const read = unlessDamaged(() => connection.all(sql))
    return read instanceof Problem ? [read.detail] : read.flatMap(faultsOf)
  }
  return [
    ...ofFile,
    ...schemaFaults(connection),
    ...rows(selectClasses, classFault),
    ...rows(selectUnused, ({ id }) => [`class ${String(id)} is the class of no entry`]),
    ...rows(selectUnknown, ({ class: id }) => [`class ${String(id)} is gone, and entries are of it`]),
    ...rows(selectMiscounted, ({ six_hours, class: id }) => [
      `the total of the six hours ${String(six_hours)} and class ${String(id)} does not count its entries`,
    ]),
    ...rows(selectLonely, ({ policy, order_id, account }) => [
      `the order "${String(order_id)}" (${String(policy)}) is bound to the account "${String(account)}", which has no entry about it`,
    ]),
  ]
}

/** Whoever adds a trigger changes what is written later. */
function schemaFaults(connection: Connection): readonly string[] {
  const stored = unlessDamaged(() => connection.all(selectSchema))
  if (stored instanceof Problem) return [stored.detail]
  const made = madeSchema()
  const found = new Set(stored.map(({ sql }) => sql))
  const foreign = stored.filter(({ sql }) => !made.has(sql))
  const missing = [...made].filter((sql) => !found.has(sql))
  return [
    ...foreign.map(({ type, name }) => `the ${String(type)} ${String(name)} is not one that this service makes`),
    ...missing.map((sql) => `what this service makes is gone: ${String(sql).split('\n')[0]}`),
  ]
}

/** A class that is not the one that its numbers were made from: lists and counts would find other entries by it. */
function classFault(row: Row): readonly string[] {
  const isAsWritten = classNumbersOf(row).every((number, index) => number === [row['id'], row['tally']][index])
  return isAsWritten ? [] : [`class ${String(row['id'])} is not as it was written`]
}

function withEntry(connection: Connection, fault: string): string {
  const [, row, index = ''] = /^row (\d+) missing from index (\w+)/u.exec(fault) ?? []
  if (row === undefined || !ofEntries.test(index)) return fault
  const body = unlessDamaged(() => {
    const [stored] = connection.rows(selectBody, [row])
    return readStoredJson(textOf(stored?.['body']), `row ${row}`)
  })
  if (body instanceof Problem) return fault
  return `${fault}: entry ${String(body['sequence'])} of the account "${String(body['account'])}"`
}

const ofEntries = /^(?:entry|history|dispute|pending)_/u

function unlessDamaged<Result>(read: () => Result): Result | Problem {
  try {
    return read()
  } catch (error) {
    if (error instanceof Problem && error.code === 'store_damaged') return error
    throw error
  }
}
