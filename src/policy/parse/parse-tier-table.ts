import { Rational } from '../../money/rational.ts'
import { parseDate } from '../../time/parse-date.ts'
import { parseTimestamp } from '../../time/parse-timestamp.ts'
import { child, type DocumentNode, entriesOf } from '../document/document-node.ts'
import type { Table, TierRow } from '../model/policy.ts'
import type { Value } from '../model/value.ts'
import { isTooPrecise, tooPrecise } from './read-literal.ts'
import { readCells, type TableSource } from './table-source.ts'

const edges = ['up_to', 'below', 'at_least', 'above'] as const
const rowKeys: ReadonlySet<string> = new Set([...edges, 'key', 'value', 'otherwise'])

/** Whether the rows name edges, and not keys. */
export function isTierList(source: TableSource): boolean {
  return source.items.some((item) => edges.some((edge) => child(item, edge) !== undefined))
}

/** Reads a table of rows with an edge each; `otherwise` is required. */
export function parseTierTable(source: TableSource): Table | null {
  const { faults, items, otherwise } = source
  const rows = items.map((item) => readEdge(item, source))
  if (otherwise === undefined) {
    faults.add(source.place, {
      code: 'missing_otherwise',
      message: 'A table of tiers needs `otherwise`.',
      hint: 'Add `otherwise:` with the cell for all other values.',
    })
    return null
  }
  const cellNodes = items.map((item) => child(item, 'value')).filter((cell) => cell !== undefined)
  const cells = readCells([...cellNodes, otherwise], source)
  const rest = cells?.values.at(-1)
  if (cells === null || rest === undefined || cellNodes.length < items.length) return null
  const complete: TierRow[] = []
  for (const [index, row] of rows.entries()) {
    const value = cells.values[index]
    if (row !== null && value !== undefined) complete.push({ ...row, value })
  }
  if (complete.length < rows.length || !haveOneKind(complete, source)) return null
  warnOfDeadRows(complete, source)
  return { kind: 'tier', display: source.display, type: cells.type, rows: complete, otherwise: rest }
}

function readEdge(
  item: DocumentNode,
  { faults, constants }: Pick<TableSource, 'faults' | 'constants'>,
): Omit<TierRow, 'value'> | null {
  const edge = edges.find((name) => child(item, name) !== undefined)
  const node = edge === undefined ? undefined : child(item, edge)
  if (edge === undefined) {
    // A key that is not known was told, and is most likely the edge.
    if (entriesOf(item).some(([key]) => !rowKeys.has(key))) return null
    faults.add(item, {
      code: 'missing_edge',
      message: 'This row names no edge.',
      hint: `Give one of ${edges.join(', ')}.`,
    })
    return null
  }
  if (node?.kind !== 'scalar') return null
  if (node.type === 'number' && isTooPrecise(node.text)) {
    faults.add(node, tooPrecise(node.text))
    return null
  }
  const constant = constants.get(node.text)
  const known =
    constant === undefined || constant.type.kind === 'text' || constant.type.kind === 'boolean'
      ? undefined
      : constant.value
  const bound = known ?? Rational.parse(node.text) ?? parseDate(node.text) ?? parseTimestamp(node.text)
  if (bound !== undefined) return { edge, bound }
  faults.add(node, {
    code: 'wrong_value',
    message: 'An edge is a number, a date or a timestamp.',
    hint: 'Write 10, "12.50", "2026-02-06" or "2026-02-06T10:30:00Z".',
  })
  return null
}

function kindOf(bound: Value): string {
  return bound instanceof Rational ? 'number' : typeof bound
}

function haveOneKind(rows: readonly TierRow[], source: TableSource): boolean {
  const kinds = new Set(rows.map(({ bound }) => kindOf(bound)))
  if (kinds.size <= 1) return true
  source.faults.add(source.place, {
    code: 'mixed_edges',
    message: 'The edges of a table must be of one type.',
    hint: 'Use only numbers, only dates or only timestamps.',
  })
  return false
}

/** A row never matches if an earlier row of the same direction reaches at least as far. */
function warnOfDeadRows(rows: readonly TierRow[], source: TableSource): void {
  for (const [index, row] of rows.entries()) {
    const item = source.items[index]
    if (item === undefined || !rows.slice(0, index).some((earlier) => covers(earlier, row))) continue
    source.faults.add(
      item,
      {
        code: 'dead_row',
        message: 'This row never counts: an earlier row matches first.',
        hint: 'Put the narrower row first.',
      },
      'warning',
    )
  }
}

function covers(earlier: TierRow, later: TierRow): boolean {
  const isUpper = (row: TierRow) => row.edge === 'up_to' || row.edge === 'below'
  if (isUpper(earlier) !== isUpper(later)) return false
  const order = compareBounds(earlier.bound, later.bound)
  if (order === 0) return earlier.edge === later.edge || earlier.edge === 'up_to' || earlier.edge === 'at_least'
  return isUpper(earlier) ? order > 0 : order < 0
}

function compareBounds(left: Value, right: Value): number {
  if (left instanceof Rational && right instanceof Rational) return left.compare(right)
  return left < right ? -1 : left > right ? 1 : 0
}
