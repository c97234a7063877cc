import { minorUnit } from '../../money/currencies.ts'
import { Rational } from '../../money/rational.ts'
import type { Policy, Table, TierRow } from '../model/policy.ts'
import { readTableRowKey } from '../model/table-row-key.ts'
import type { Value } from '../model/value.ts'
import { numberText } from '../wording/number-text.ts'
import { serviceWords } from '../wording/service-words.ts'
import { labelText, shownText } from '../wording/shown-text.ts'
import { dateText, instantText } from '../wording/time-text.ts'
import { quantityText } from '../wording/unit-text.ts'

/** For whom a table is written. */
export interface TableStyle {
  readonly policy: Policy
  readonly language: string
}

interface Row {
  readonly head: string
  readonly cells: readonly string[]
}

/** What stands at the head of its columns, and its rows. */
export interface TableRows {
  readonly heads: readonly string[]
  readonly rows: readonly Row[]
}

/** A whole table in words: edges and keys as people read them, numbers with their unit; heads are empty where the policy has none. */
export function tableRows(table: Table, style: TableStyle): TableRows {
  return table.kind === 'tier' ? tierRows(table, style) : lookupRows(table, style)
}

function tierRows(table: Extract<Table, { kind: 'tier' }>, style: TableStyle): TableRows {
  const rows = table.rows.map((row) => ({
    head: edgeText(row, table, style),
    cells: [valueText(row.value, unitOf(table), style)],
  }))
  const rest = {
    head: serviceWords(style.language).table.otherwise,
    cells: [valueText(table.otherwise, unitOf(table), style)],
  }
  return { heads: headsOf(table, style), rows: [...rows, rest] }
}

function unitOf({ display }: Table): string | null {
  return display?.unit ?? null
}

function headsOf({ display }: Table, { language }: TableStyle): readonly string[] {
  return [display?.keys[0]?.get(language) ?? '', display?.cells.get(language) ?? '']
}

/** An edge in words: at least 30 days, from 1 May. */
function edgeText({ edge, bound }: TierRow, { display }: Table, style: TableStyle): string {
  const { language, policy } = style
  const { table: words } = serviceWords(language)
  if (bound instanceof Rational)
    return words[edge].replace('{edge}', valueText(bound, display?.edgeUnit ?? null, style))
  const form = ({ up_to: 'until', below: 'before', at_least: 'from', above: 'after' } as const)[edge]
  const shown =
    typeof bound === 'number' ? instantText(bound, language, policy.timeZone) : dateText(String(bound), language)
  return words[form].replace('{edge}', shown)
}

function lookupRows(table: Extract<Table, { kind: 'lookup' }>, style: TableStyle): TableRows {
  const cells = [...table.rows].map(([key, value]) => ({ keys: readTableRowKey(key), value }))
  return table.keys === 1 ? keyRows(table, cells, style) : matrixRows(table, cells, style)
}

interface KeyedCell {
  readonly keys: readonly string[]
  readonly value: Value
}

type Lookup = Extract<Table, { kind: 'lookup' }>

function keyRows(table: Lookup, cells: readonly KeyedCell[], style: TableStyle): TableRows {
  const rows = cells.map(({ keys, value }) => ({
    head: keyText(keys[0] ?? '', style),
    cells: [valueText(value, unitOf(table), style)],
  }))
  return { heads: headsOf(table, style), rows: [...rows, ...otherwiseRow(table, 1, style)] }
}

/** The first keys down, the second across. */
function matrixRows(table: Lookup, cells: readonly KeyedCell[], style: TableStyle): TableRows {
  const across = [...new Set(cells.map(({ keys }) => keys[1] ?? ''))]
  const down = [...new Set(cells.map(({ keys }) => keys[0] ?? ''))]
  const rows = down.map((first) => ({
    head: keyText(first, style),
    cells: across.map((second) => {
      const value = cells.find(({ keys }) => keys[0] === first && keys[1] === second)?.value ?? table.otherwise
      return value === null ? '' : valueText(value, unitOf(table), style)
    }),
  }))
  const corner = table.display?.keys[0]?.get(style.language) ?? ''
  return {
    heads: [corner, ...across.map((second) => keyText(second, style))],
    rows: [...rows, ...otherwiseRow(table, across.length, style)],
  }
}

function otherwiseRow(table: Lookup, width: number, style: TableStyle): readonly Row[] {
  if (table.otherwise === null) return []
  const cell = valueText(table.otherwise, unitOf(table), style)
  return [{ head: serviceWords(style.language).table.otherwise, cells: Array.from({ length: width }, () => cell) }]
}

/** A key as the policy's labels write it; true and false as words, numbers as numbers. */
function keyText(key: string, { language, policy }: TableStyle): string {
  const words = serviceWords(language)
  const label = policy.labels.get(key)?.get(language)
  if (label !== undefined) return label
  if (key === 'true' || key === 'false') return key === 'true' ? words.yes : words.no
  const number = Rational.parse(key)
  return number === undefined ? key : numberText(number, language)
}

function valueText(value: Value, unit: string | null, { language, policy }: TableStyle): string {
  if (typeof value === 'string') return labelText(value, language, policy.labels)
  const isMoney = unit !== null && (policy.money.scale.has(unit) || minorUnit(unit) !== undefined)
  if (!(value instanceof Rational) || unit === null || isMoney)
    return shownText({ kind: 'value', value, type: { kind: 'number' }, unit }, { language, policy }, false)
  return quantityText(value, unit, { language, short: true })
}
