import { Rational } from '../../money/rational.ts'
import type { Expression } from '../model/expression.ts'
import type { Table, TierRow } from '../model/policy.ts'
import { readTableRowKey } from '../model/table-row-key.ts'
import type { Value } from '../model/value.ts'
import { chosenNumber } from './number-terms.ts'
import { and, equal, ite, not, or } from './smt-term.ts'
import { valueTerm } from './translate-value.ts'
import type { Translated } from './translated.ts'
import type { Translation } from './translation.ts'

interface Row {
  readonly when: string
  readonly value: Value
}

/** Looks a value up as evaluation does: the first row that matches, else `otherwise`; a missing cell is a failed calculation. */
export function translateTable(
  translation: Translation,
  expression: Extract<Expression, { kind: 'table' }>,
  keys: readonly Translated[],
): Translated {
  const table = translation.policy.tables.get(expression.table)
  if (table === undefined) throw new TypeError(`no table ${expression.table}`)
  const rows = table.kind === 'tier' ? tierRows(translation, table, keys) : lookupRows(translation, table, keys)
  const areKnown = and(...keys.map(({ known }) => known))
  const isFound = table.otherwise === null ? or(...rows.map(({ when }) => when)) : 'true'
  return {
    kind: table.type.kind,
    ...cellOf(translation, table, rows),
    known: and(areKnown, isFound),
    fault: or(...keys.map(({ fault }) => fault), and(areKnown, not(isFound))),
  }
}

function cellOf(translation: Translation, table: Table, rows: readonly Row[]): Pick<Translated, 'value' | 'choices'> {
  const fallback = table.otherwise ?? rows.at(-1)?.value ?? null
  if (fallback === null) throw new TypeError('a table has a row')
  const all = [...rows, { when: 'true', value: fallback }]
  const numbers = all.flatMap(({ when, value }) => (value instanceof Rational ? [{ when, value }] : []))
  if (numbers.length === all.length) return chosenNumber(translation, numbers)
  const term = (value: Value): string => valueTerm(table.type.kind, value, translation.texts)
  return {
    value: rows.reduceRight((rest, { when, value }) => ite(when, term(value), rest), term(fallback)),
    choices: null,
  }
}

const edges: Readonly<Record<TierRow['edge'], string>> = { up_to: '<=', below: '<', at_least: '>=', above: '>' }

function tierRows(
  { texts, script }: Translation,
  table: Extract<Table, { kind: 'tier' }>,
  [key]: readonly Translated[],
): readonly Row[] {
  if (key === undefined) throw new TypeError('a tier needs a value')
  return table.rows.map(({ edge, bound, value }) => ({
    when: script.define('Bool', `(${edges[edge]} ${key.value} ${valueTerm(key.kind, bound, texts)})`),
    value,
  }))
}

function lookupRows(
  { texts, script }: Translation,
  table: Extract<Table, { kind: 'lookup' }>,
  keys: readonly Translated[],
): readonly Row[] {
  return [...table.rows].map(([rowKey, value]) => {
    const parts = readTableRowKey(rowKey)
    const terms = keys.map((key, index) =>
      equal(key.value, valueTerm(key.kind, keyValue(key.kind, parts[index] ?? ''), texts)),
    )
    return { when: script.define('Bool', and(...terms)), value }
  })
}

function keyValue(kind: Translated['kind'], text: string): Value {
  if (kind === 'number') return Rational.of(text)
  if (kind === 'boolean') return text === 'true'
  return kind === 'timestamp' ? Date.parse(text) : text
}
