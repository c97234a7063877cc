import { Rational } from '../../money/rational.ts'
import type { Table, TierRow } from '../model/policy.ts'
import { readTableRowKey } from '../model/table-row-key.ts'
import type { Value } from '../model/value.ts'
import { type Change, replaced, within, without, withValue } from './mutant.ts'
import { nextOf, valuesBeside } from './other-values.ts'
import { writtenValue } from './written.ts'

type Tier = Extract<Table, { kind: 'tier' }>
type Lookup = Extract<Table, { kind: 'lookup' }>

const otherEdge: Readonly<Record<TierRow['edge'], TierRow['edge']>> = {
  up_to: 'below',
  below: 'up_to',
  at_least: 'above',
  above: 'at_least',
}

/** Every small fault of a table: an edge, a bound, a cell, a row that is left out. */
export function tableMutants(table: Table): Generator<Change<Table>> {
  return table.kind === 'tier' ? tierMutants(table) : lookupMutants(table)
}

function* tierMutants(table: Tier): Generator<Change<Table>> {
  const cells = [...table.rows.map(({ value }) => value), table.otherwise]
  for (const [index, row] of table.rows.entries()) {
    yield* within(rowMutants(row, cells), (to) => ({ ...table, rows: replaced(table.rows, index, to) }))
    if (table.rows.length > 1) {
      yield { change: `without the row ${writtenRow(row)}`, to: { ...table, rows: without(table.rows, index) } }
    }
  }
  yield* within(cellMutants('otherwise', table.otherwise, cells), (otherwise) => ({ ...table, otherwise }))
}

function* rowMutants(row: TierRow, cells: readonly Value[]): Generator<Change<TierRow>> {
  const becomes = (to: TierRow): Change<TierRow> => ({ change: `${writtenRow(row)} becomes ${writtenRow(to)}`, to })
  yield becomes({ ...row, edge: otherEdge[row.edge] })
  for (const bound of valuesBeside(row.bound, { kind: 'number' })) yield becomes({ ...row, bound })
  yield* within(cellMutants(writtenRow(row), row.value, cells), (value) => ({ ...row, value }))
}

function* lookupMutants(table: Lookup): Generator<Change<Table>> {
  const cells = [...table.rows.values()]
  if (table.otherwise !== null) cells.push(table.otherwise)
  for (const [key, value] of table.rows) {
    const shown = readTableRowKey(key).join(', ')
    yield* within(cellMutants(shown, value, cells), (to) => ({ ...table, rows: withValue(table.rows, key, to) }))
  }
  if (table.otherwise === null) return
  yield* within(cellMutants('otherwise', table.otherwise, cells), (otherwise) => ({ ...table, otherwise }))
}

function* cellMutants(row: string, value: Value, cells: readonly Value[]): Generator<Change<Value>> {
  const to = otherCell(value, cells)
  if (to !== null) yield { change: `${row}: ${writtenValue(value)} becomes ${writtenValue(to)}`, to }
}

/** One more, the opposite, or the next word of the table. */
function otherCell(value: Value, cells: readonly Value[]): Value | null {
  if (value instanceof Rational) return value.plus(Rational.one)
  if (typeof value === 'string') return nextOf(value, [...new Set(cells.filter((cell) => typeof cell === 'string'))])
  return valuesBeside(value, { kind: 'boolean' })[0] ?? null
}

function writtenRow({ edge, bound }: TierRow): string {
  return `${edge} ${writtenValue(bound)}`
}
