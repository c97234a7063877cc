import { Problem } from '../../problems/problem.ts'
import { readStoredJson } from '../stored-json.ts'
import type { Connection, Row } from './connection.ts'
import { classNumbersOf, selectClasses } from './entry-class.ts'
import { textOf } from './entry-row.ts'

/** The entry that a row holds by its own word: the key beside it may be what is damaged. SQLite counts rows from 1. */
const selectBody = 'SELECT body FROM entry NOT INDEXED ORDER BY number LIMIT 1 OFFSET ? - 1'

/** What SQLite's own check of the whole file finds, and classes that are not as they were written, each on one line; empty where it finds nothing. */
export function integrityFaults(connection: Connection): readonly string[] {
  const found = unlessDamaged(() => connection.all('PRAGMA integrity_check'))
  if (found instanceof Problem) return [found.detail]
  const faults = found.map((row) => String(row['integrity_check']))
  const ofFile = faults.join() === 'ok' ? [] : faults.map((fault) => withEntry(connection, fault))
  const classes = unlessDamaged(() => connection.all(selectClasses))
  return [...ofFile, ...(classes instanceof Problem ? [classes.detail] : classes.flatMap(classFault))]
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
