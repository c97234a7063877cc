import { Rational } from '../../money/rational.ts'
import { child, type DocumentNode, itemsOf, type MapEntry } from '../document/document-node.ts'
import { type Fault, keyPlace, type Place } from '../document/fault-list.ts'
import type { Table } from '../model/policy.ts'
import { tableRowKey } from '../model/table-row-key.ts'
import { readCells, type TableSource } from './table-source.ts'

interface LookupRow {
  readonly keys: readonly string[]
  readonly cell: DocumentNode
  readonly place: Place | DocumentNode
}

/** Reads rows `{ key, value }`, `{ keys: [a, b], value }` or `{ key1, key2, value }`. */
export function parseLookupList(source: TableSource): Table | null {
  const rows: LookupRow[] = []
  for (const item of source.items) {
    const keys = rowKeys(item)
    const cell = child(item, 'value')
    if (keys === null || cell === undefined) return null
    rows.push({ keys, cell, place: item })
  }
  return assemble(source, rows)
}

/** Reads cells by key, or by two keys as a map of maps. */
export function parseLookupMap(source: TableSource, cells: ReadonlyMap<string, MapEntry>): Table | null {
  const rows: LookupRow[] = []
  for (const [first, entry] of cells) {
    const outer = entry.value.parent ?? entry.value
    if (entry.value.kind === 'map') {
      for (const [second, inner] of entry.value.entries) {
        rows.push({
          keys: [normalKey(first), normalKey(second)],
          cell: inner.value,
          place: keyPlace(entry.value, second, inner),
        })
      }
    } else rows.push({ keys: [normalKey(first)], cell: entry.value, place: keyPlace(outer, first, entry) })
  }
  return assemble(source, rows)
}

function rowKeys(item: DocumentNode): readonly string[] | null {
  const single = child(item, 'key') ?? child(item, 'keys')
  const nodes =
    single === undefined
      ? [child(item, 'key1'), child(item, 'key2')]
      : single.kind === 'list'
        ? itemsOf(single)
        : [single]
  const keys: string[] = []
  for (const node of nodes) {
    if (node?.kind !== 'scalar' || node.type === 'null') return null
    keys.push(
      node.type === 'number' ? normalKey(node.text) : node.type === 'boolean' ? node.text.toLowerCase() : node.text,
    )
  }
  return keys.length === 1 || keys.length === 2 ? keys : null
}

/** Numbers are found by their canonical text, however they are written. */
function normalKey(text: string): string {
  return Rational.parse(text)?.toString() ?? text
}

function assemble(source: TableSource, rows: readonly LookupRow[]): Table | null {
  const { faults, otherwise } = source
  const keys = source.keys ?? rows[0]?.keys.length ?? 1
  const byKey = new Map<string, DocumentNode>()
  for (const row of rows) {
    const key = tableRowKey(row.keys)
    if (row.keys.length !== keys) faults.add(row.place, keyCountFault(keys))
    if (byKey.has(key)) {
      faults.add(row.place, {
        code: 'duplicate_key',
        message: `The key ${key} stands here a second time.`,
        hint: 'Keep one of them.',
      })
    }
    byKey.set(key, row.cell)
  }
  const cells = readCells(otherwise === undefined ? [...byKey.values()] : [...byKey.values(), otherwise], source)
  if (cells === null || rows.some((row) => row.keys.length !== keys) || (keys !== 1 && keys !== 2)) return null
  if (cells.values.length === 0) {
    faults.add(source.place, { code: 'empty', message: 'The table has no rows.', hint: 'Add rows, or `otherwise`.' })
    return null
  }
  const values = new Map([...byKey.keys()].flatMap((key, index) => pair(key, cells.values[index])))
  return {
    kind: 'lookup',
    display: source.display,
    type: cells.type,
    keys,
    rows: values,
    otherwise: otherwise === undefined ? null : (cells.values.at(-1) ?? null),
  }
}

function pair<Cell>(key: string, cell: Cell | undefined): readonly (readonly [string, Cell])[] {
  return cell === undefined ? [] : [[key, cell]]
}

function keyCountFault(keys: number): Fault {
  return {
    code: 'table_keys',
    message: `This row does not have ${keys === 1 ? 'one key' : `${keys} keys`} as the table has.`,
    hint: 'Give every row of a table the same number of keys, one or two.',
  }
}
