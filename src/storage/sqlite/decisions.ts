import { type IdRange, idRange, lookedAtForOnePage } from '../../ids/id-page.ts'
import { writePageCursor } from '../../ids/page-cursor.ts'
import { type DecisionCondition, decisionConditions } from '../../journal/decision-conditions.ts'
import type { Entry } from '../../journal/entry.ts'
import type { DecisionFilter, Page } from '../../journal/journal-store.ts'
import type { Connection, Parameter } from './connection.ts'
import { entrySelection, readEntry } from './entry-row.ts'
import { idBytes } from './id-bytes.ts'
import { afterAllIds, newestOfClasses, readNumber } from './newest-of-classes.ts'

interface DecisionQuery {
  readonly filter: DecisionFilter
  readonly limit: number
  readonly cursor: string | null
}

/** One page of decisions, newest first. */
export function decisionPage(connection: Connection, { filter, limit, cursor }: DecisionQuery): Page<Entry> {
  const range = idRange(filter, cursor)
  const { own, ofClass } = split(decisionConditions(filter))
  const classes = classesWith(connection, ofClass)
  const { found, lookedAtTo } =
    own.length > 0
      ? ownEntries(connection, { own, classes, range, limit: limit + 1 })
      : { found: newestOfClasses(connection, classes, { ...range, limit: limit + 1 }), lookedAtTo: null }
  const last = found.length > limit ? (found[limit - 1]?.id ?? null) : lookedAtTo
  const items = found.slice(0, limit).filter(({ at }) => isIn(filter, at))
  return { items, next: last === null ? null : writePageCursor(last) }
}

/** An id begins with the time of its entry: what was found lies near the bounds at most. */
function isIn({ from, to }: DecisionFilter, at: string): boolean {
  return (from === undefined || at >= from) && (to === undefined || at < to)
}

type OwnField = 'account' | 'order_id' | 'order_part'
type OwnValues = { readonly [Field in OwnField]?: Parameter }

/** What an entry has for itself, and what its class says of it. */
function split(conditions: readonly DecisionCondition[]): {
  readonly own: readonly (readonly [OwnField, Parameter])[]
  readonly ofClass: readonly DecisionCondition[]
} {
  const own: (readonly [OwnField, Parameter])[] = []
  const ofClass: DecisionCondition[] = []
  for (const condition of conditions) {
    const { field, wanted } = condition
    if (field === 'account' || field === 'order_id' || field === 'order_part') own.push([field, wanted])
    else ofClass.push(condition)
  }
  return { own, ofClass }
}

function classesWith(connection: Connection, conditions: readonly DecisionCondition[]): readonly number[] {
  const sql = ["SELECT id FROM class WHERE kind = 'decision'", ...conditions.map(({ field }) => `${field} = ?`)]
  return connection
    .all(
      sql.join(' AND '),
      conditions.map(({ wanted }) => wanted),
    )
    .map(({ id }) => readNumber(id))
}

interface OwnQuery {
  readonly own: readonly (readonly [OwnField, Parameter])[]
  readonly classes: readonly number[]
  readonly range: IdRange
  readonly limit: number
}

/** Of the account's, the order's or the part's newest entries so many are looked at for one page. */
function ownEntries(
  connection: Connection,
  { own, classes, range, limit }: OwnQuery,
): { readonly found: readonly Entry[]; readonly lookedAtTo: string | null } {
  const values: OwnValues = Object.fromEntries(own)
  const { index, place } = indexFor(values)
  const below = placeBelow(connection, values, { place, below: range.below })
  const walk = `FROM entry INDEXED BY ${index} WHERE ${own.map(([field]) => `${field} = ?`).join(' AND ')} AND ${place} < ?`
  const walked = [...own.map(([, value]) => value), below]
  const sql = `SELECT ${entrySelection}
    FROM (SELECT number, class, id ${walk} ORDER BY ${place} DESC LIMIT ${lookedAtForOnePage}) AS looked
      CROSS JOIN entry ON entry.number = looked.number
    WHERE looked.class IN (SELECT value FROM json_each(?)) AND looked.id < ? AND looked.id >= ? LIMIT ?`
  const highest = range.below === null ? afterAllIds : idBytes(range.below)
  const lowest = idBytes(range.atLeast ?? '')
  const wanted = [JSON.stringify(classes), highest, lowest, limit]
  const found = connection.rows(sql, [...walked, ...wanted]).map(readEntry)
  if (found.length === limit) return { found, lookedAtTo: null }
  const last = `SELECT ${entrySelection} ${walk} ORDER BY ${place} DESC LIMIT 1 OFFSET ${lookedAtForOnePage - 1}`
  const [row] = connection.rows(last, walked)
  const lookedAt = row === undefined ? null : readEntry(row).id
  const isEnd = lookedAt === null || (range.atLeast !== null && lookedAt < range.atLeast)
  return { found, lookedAtTo: isEnd ? null : lookedAt }
}

/** The index that finds the fewest, and what its entries are in the order of. */
function indexFor({ order_id, order_part }: OwnValues): {
  readonly index: string
  readonly place: 'number' | 'sequence'
} {
  if (order_id !== undefined && order_part !== undefined) return { index: 'entry_of_part', place: 'number' }
  if (order_id !== undefined) return { index: 'entry_of_order', place: 'number' }
  if (order_part !== undefined) return { index: 'entry_with_part', place: 'number' }
  return { index: 'entry_of_account', place: 'sequence' }
}

const selectPlaces = 'SELECT number, sequence, account = ? AS isOfAccount FROM entry WHERE id = ?'
const selectIdAt = 'SELECT id FROM entry WHERE account = ? AND sequence = ?'
const selectLength = 'SELECT coalesce(max(sequence), 0) AS length FROM entry WHERE account = ?'

/** A place that all entries with an id below the given one stand before, near it where one can be found. */
function placeBelow(
  connection: Connection,
  { account = '' }: OwnValues,
  { place, below }: { readonly place: 'number' | 'sequence'; readonly below: string | null },
): Parameter {
  if (below === null) return Number.MAX_SAFE_INTEGER
  const [known] = connection.all(selectPlaces, [account, idBytes(below)])
  if (place === 'number') return readNumber(known?.['number'] ?? Number.MAX_SAFE_INTEGER)
  if (known?.['isOfAccount'] === 1) return readNumber(known['sequence'])
  // Time never runs back in a stream, and ids begin with it.
  let low = 1
  let high = readNumber(connection.all(selectLength, [account])[0]?.['length']) + 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const id = connection.rows(selectIdAt, [account, middle])[0]?.['id']
    if (id instanceof Uint8Array && Buffer.compare(id, idBytes(below)) < 0) low = middle + 1
    else high = middle
  }
  return low
}
