import { isMap, isScalar, isSeq } from 'yaml'
import type { TextPath } from './edit-text.ts'
import { inFirstLanguage } from './policy-names.ts'
import { type Entry, entriesAt, entriesOf, itemsAt, memberText, type ReadText, scalarText } from './read-text.ts'

/** A value of the text that a form shows. */
export interface FormValue {
  readonly path: TextPath
  readonly label: string
  readonly value: string
  /** Behind the value; empty for none. */
  readonly unit: string
  readonly description: string
  /** Whether it is a text of several lines. */
  readonly isLong?: boolean
}

/** The constants of a text. */
export function constantsOf(read: ReadText): readonly FormValue[] {
  return entriesAt(read, ['constants']).flatMap(({ key, value }) => {
    const path = isMap(value) ? ['constants', key, 'value'] : ['constants', key]
    return formValue(read, path, key, memberText(value, 'unit'), memberText(value, 'description'))
  })
}

/** The times of reviews, and the level where no rule names one. */
export function reviewValues(read: ReadText): readonly FormValue[] {
  return ['target', 'due', 'level'].flatMap((key) => formValue(read, ['review', key], key))
}

/** A limit: what it is of, and its amount. */
export interface FormLimit extends FormValue {
  readonly per: string
  readonly currency: string
  /** What is removed with it. */
  readonly owner: TextPath
}

/** The limits of a text, in both forms that they may have. */
export function limitsOf(read: ReadText): readonly FormLimit[] {
  const items = itemsAt(read, ['limits']).flatMap((item, index) =>
    formValue(read, ['limits', index, 'amount'], '').map((value) => ({
      ...value,
      per: memberText(item, 'per'),
      currency: memberText(item, 'currency'),
      owner: ['limits', index],
    })),
  )
  const nested = entriesAt(read, ['limits']).flatMap(({ key: per, value }) =>
    entriesOf(value).flatMap(({ key: currency }) =>
      formValue(read, ['limits', per, currency], '').map((found) => ({
        ...found,
        per,
        currency,
        owner: ['limits', per, currency],
      })),
    ),
  )
  return [...items, ...nested]
}

/** A table of the text with its rows; a cell that cannot be edited as one value has no path. */
export interface FormTable {
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly heads: readonly string[]
  readonly rows: readonly { readonly label: string; readonly cells: readonly FormValue[] }[]
}

/** The tables of a text. */
export function tablesOf(read: ReadText): readonly FormTable[] {
  return entriesAt(read, ['tables']).map(({ key, value }) => {
    const hasRows = isMap(value) && value.has('rows')
    const path: TextPath = hasRows ? ['tables', key, 'rows'] : ['tables', key]
    const rows = hasRows ? value.get('rows', true) : value
    const otherwise = hasRows ? formValue(read, ['tables', key, 'otherwise'], 'otherwise') : []
    const table = isSeq(rows) ? tierTable(read, path) : keyTable(read, path)
    return {
      name: key,
      title: inFirstLanguage(value, 'title'),
      unit: memberText(value, 'unit'),
      heads: table.heads,
      rows: [...table.rows, ...(otherwise.length === 0 ? [] : [{ label: 'otherwise', cells: otherwise }])],
    }
  })
}

const edges = ['up_to', 'below', 'at_least', 'above', 'key', 'keys', 'key1', 'key2']

function tierTable(read: ReadText, path: TextPath): Pick<FormTable, 'heads' | 'rows'> {
  const rows = itemsAt(read, path).map((item, index) => {
    const edge = edges.find((each) => isMap(item) && item.has(each)) ?? ''
    const names = edge === '' ? ['otherwise'] : [edge, ...(edge === 'key1' ? ['key2'] : []), 'value']
    return {
      label: edge === '' ? 'otherwise' : edge,
      cells: names.flatMap((name) => formValue(read, [...path, index, name], name)),
    }
  })
  return { heads: [], rows }
}

function keyTable(read: ReadText, path: TextPath): Pick<FormTable, 'heads' | 'rows'> {
  const entries = entriesAt(read, path)
  const columns = [...new Set(entries.flatMap(({ value }) => entriesOf(value).map(({ key }) => key)))]
  const rows = entries.map((entry: Entry) => ({
    label: entry.key,
    cells: isMap(entry.value)
      ? columns.flatMap((column) => formValue(read, [...path, entry.key, column], column))
      : formValue(read, [...path, entry.key], 'value'),
  }))
  return { heads: columns, rows }
}

/** A clause with its texts in each language. */
export interface FormClause {
  readonly id: string
  readonly title: string
  readonly depth: number
  readonly values: readonly FormValue[]
}

/** The clauses of a text, those below others too. */
export function clausesOf(read: ReadText, path: TextPath = ['clauses'], depth = 0): readonly FormClause[] {
  return itemsAt(read, path).flatMap((item, index) => {
    const values = ['title', 'text'].flatMap((part) => textValues(read, [...path, index, part], part))
    const own = { id: memberText(item, 'id'), title: inFirstLanguage(item, 'title'), depth, values }
    return [own, ...clausesOf(read, [...path, index, 'clauses'], depth + 1)]
  })
}

/** A rule of the text, and whether it is off. */
export interface FormRule {
  readonly id: string
  readonly section: 'refunds' | 'disputes'
  readonly path: TextPath
  readonly clause: string
  readonly outcome: string
  readonly isOff: boolean
}

/** The rules of a text in their order. */
export function rulesOf(read: ReadText): readonly FormRule[] {
  return (['refunds', 'disputes'] as const).flatMap((section) =>
    itemsAt(read, [section]).map((item, index) => ({
      id: memberText(item, 'id'),
      section,
      path: [section, index],
      clause: memberText(item, 'clause'),
      outcome: memberText(read.document.getIn([section, index, 'then'], true), 'outcome'),
      isOff: memberText(item, 'off') === 'true',
    })),
  )
}

function textValues(read: ReadText, path: TextPath, part: string): readonly FormValue[] {
  const node = read.document.getIn(path, true)
  const isLong = part === 'text'
  if (!isMap(node)) return formValue(read, path, '').map((value) => ({ ...value, isLong }))
  return entriesOf(node).flatMap(({ key }) =>
    formValue(read, [...path, key], key).map((value) => ({ ...value, isLong })),
  )
}

function formValue(read: ReadText, path: TextPath, label: string, unit = '', description = ''): readonly FormValue[] {
  const node = read.document.getIn(path, true)
  if (!isScalar(node)) return []
  const value = typeof node.value === 'number' && node.source !== undefined ? node.source : scalarText(node)
  return [{ path, label, value, unit, description }]
}
