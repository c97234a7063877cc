import { child, type DocumentNode, entriesOf, isNull } from '../document/document-node.ts'
import { type FaultList, keyPlace } from '../document/fault-list.ts'
import type { Measure } from '../model/measure.ts'
import type { Table } from '../model/policy.ts'
import type { Languages } from './parse-languages.ts'
import { parseLookupList, parseLookupMap } from './parse-lookup-table.ts'
import { isTierList, parseTierTable } from './parse-tier-table.ts'
import { parseTableDisplay } from './table-display.ts'
import type { TableSource } from './table-source.ts'

/** The tables, and the names of those that have a fault. */
export interface ParsedTables {
  readonly tables: ReadonlyMap<string, Table>
  readonly broken: ReadonlySet<string>
}

interface TableScope {
  readonly faults: FaultList
  readonly constants: ReadonlyMap<string, Measure>
  readonly languages: Languages
}

/** Reads all tables in their long and short forms. */
export function parseTables(node: DocumentNode | undefined, scope: TableScope): ParsedTables {
  const tables = new Map<string, Table>()
  const broken = new Set<string>()
  for (const [name, entry] of entriesOf(node)) {
    const { faults, constants } = scope
    const place = keyPlace(entry.value.parent ?? entry.value, name, entry)
    const isLong = entry.value.kind === 'map' && entry.value.entries.has('rows')
    const display = parseTableDisplay(isLong ? entry.value : null, scope)
    const table = parseTable(entry.value, { faults, constants, display, place })
    if (table === null) broken.add(name)
    else tables.set(name, table)
  }
  return { tables, broken }
}

function parseTable(
  node: DocumentNode,
  at: Pick<TableSource, 'faults' | 'constants' | 'display' | 'place'>,
): Table | null {
  if (node.kind === 'scalar') return null
  const isLong = node.kind === 'map' && node.entries.has('rows')
  const rows = isLong ? child(node, 'rows') : node
  if (rows === undefined || rows.kind === 'scalar') return null
  const stated = child(node, 'otherwise')
  if (rows.kind === 'map') {
    const cells = new Map([...rows.entries].filter(([key]) => isLong || key !== 'otherwise'))
    return parseLookupMap({ ...at, items: [], otherwise: stated, keys: statedKeys(node, isLong) }, cells)
  }
  const inList = rows.items.find((item) => child(item, 'otherwise') !== undefined)
  const source: TableSource = {
    ...at,
    items: rows.items.filter((item) => item !== inList && !isNull(item)),
    otherwise: stated ?? child(inList, 'otherwise'),
    keys: statedKeys(node, isLong),
  }
  if (inList !== undefined && inList !== rows.items.at(-1)) {
    at.faults.add(inList, {
      code: 'otherwise_not_last',
      message: '`otherwise` stands before other rows.',
      hint: 'Put it last.',
    })
  }
  return isTierList(source) ? parseTierTable(source) : parseLookupList(source)
}

/** How many keys a long form says that it has; null where it does not say. */
function statedKeys(node: DocumentNode, isLong: boolean): number | null {
  const keys = isLong ? child(node, 'keys') : undefined
  if (keys?.kind === 'list') return keys.items.length
  return keys?.kind === 'scalar' ? Number(keys.text) : null
}
