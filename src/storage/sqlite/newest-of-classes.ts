import type { IdRange } from '../../ids/id-page.ts'
import type { Entry } from '../../journal/entry.ts'
import { damagedPlace } from '../stored-json.ts'
import type { Connection, Parameter } from './connection.ts'
import { entrySelection, readEntry } from './entry-row.ts'
import { idBytes } from './id-bytes.ts'

/** SQLite joins no more than 500 selections in one. */
const classesAtOnce = 50
/** Behind every id: they begin with a time. */
export const afterAllIds: Uint8Array = Uint8Array.of(0xff)

/**
 * The newest entries of the classes by id, at most `limit`: each class gives its newest, of these the newest are taken. Reads
 * at most so many places of the index for each class, however many entries there are.
 */
export function newestOfClasses(
  connection: Connection,
  classes: readonly number[],
  { below, atLeast, limit }: IdRange & { readonly limit: number },
): readonly Entry[] {
  const highest = below === null ? afterAllIds : idBytes(below)
  let lowest = idBytes(atLeast ?? '')
  let newest: readonly Place[] = []
  for (let first = 0; first < classes.length; first += classesAtOnce) {
    const some = classes.slice(first, first + classesAtOnce)
    const rows = connection.rows(sqlFor(some.length), [highest, lowest, limit, ...some]).map(readPlace)
    newest = [...newest, ...rows].sort((left, right) => Buffer.compare(right.id, left.id)).slice(0, limit)
    // What is older than all of a full page need not be looked at in the other classes.
    if (newest.length === limit) lowest = newest.at(-1)?.id ?? lowest
  }
  return readEntries(connection, newest)
}

interface Place {
  readonly id: Uint8Array
  readonly number: Parameter
}

function sqlFor(count: number): string {
  const ofOne = (index: number): string => `SELECT * FROM (
    SELECT id, number FROM entry INDEXED BY entry_of_class
    WHERE class = ?${index + 4} AND id < ?1 AND id >= ?2 ORDER BY id DESC LIMIT ?3)`
  return Array.from({ length: count }, (_, index) => ofOne(index)).join(' UNION ALL ')
}

function readPlace({ id, number }: { readonly [column: string]: unknown }): Place {
  if (!(id instanceof Uint8Array) || typeof number !== 'number') throw damagedPlace('the index of classes')
  return { id, number }
}

function readEntries(connection: Connection, places: readonly Place[]): readonly Entry[] {
  const rows = connection.rows(selectByNumbers, [JSON.stringify(places.map(({ number }) => number))])
  return rows.map(readEntry)
}

/** A list is read from its first to its last, and joined in that order. */
const selectByNumbers = `SELECT ${entrySelection} FROM json_each(?) AS wanted
  CROSS JOIN entry ON entry.number = wanted.value`

/** A number that a column holds. */
export function readNumber(value: unknown): number {
  if (typeof value !== 'number') throw damagedPlace('a number of the store')
  return value
}
