import { Rational } from '../../money/rational.ts'
import { nearestName } from '../../problems/nearest-name.ts'
import type { Expression } from '../model/expression.ts'
import type { Table } from '../model/policy.ts'
import { readTableRowKey, tableRowKey } from '../model/table-row-key.ts'
import { type CheckContext, report, sourceOf } from './check-context.ts'
import { type Operand, readTimeLiteral } from './coerce-operands.ts'
import { describeType } from './expression-type.ts'
import type { FormulaSyntax } from './formula-syntax.ts'
import { callForms } from './function-signatures.ts'

type Lookup = Extract<Table, { kind: 'lookup' }>

/** `tier(value, table)` or `lookup(keys..., table)` over checked keys; the table's name stands last and bare. */
export function checkTableCall(
  context: CheckContext,
  syntax: Extract<FormulaSyntax, { kind: 'call' }>,
  keys: readonly (Operand | null)[],
): Expression | null {
  const name = syntax.arguments.at(-1)
  if (name?.kind !== 'name') {
    const message = `${syntax.name}() needs the name of a table at the end.`
    return report(context, name ?? syntax, { code: 'formula_argument', message, hint: hintFor(syntax.name) })
  }
  const table = findTable(context, syntax.name, name)
  if (table === null) return null
  const expected = table.kind === 'tier' ? 1 : table.keys
  if (keys.length !== expected) {
    const message = `The table ${name.name} takes ${expected === 1 ? 'one key' : 'two keys'}, not ${keys.length}.`
    return report(context, syntax, { code: 'formula_argument_count', message, hint: hintFor(syntax.name) })
  }
  const known = keys.filter((key) => key !== null)
  if (known.length < keys.length) return null
  const checked = table.kind === 'tier' ? checkTierKey(context, table, known) : checkLookupKeys(context, table, known)
  if (checked === null || (table.kind === 'lookup' && !coversAllKeys(context, syntax, { table, keys: checked })))
    return null
  return { kind: 'table', type: table.type, table: name.name, keys: checked, source: sourceOf(context, syntax) }
}

function hintFor(name: string): string {
  return name === 'tier' ? `Write ${callForms.tier}.` : `Write ${callForms.lookup}.`
}

function findTable(context: CheckContext, kind: string, name: Extract<FormulaSyntax, { kind: 'name' }>): Table | null {
  const { tables } = context.environment
  const table = tables.get(name.name)
  if (table?.kind === kind) return table
  if (table !== undefined) {
    const message = `The table ${name.name} is made for ${table.kind}().`
    return report(context, name, { code: 'formula_table_kind', message, hint: hintFor(table.kind) })
  }
  const near = nearestName(name.name, tables.keys())
  const hint = near === null ? 'Declare it under tables.' : `Did you mean ${near}?`
  return report(context, name, { code: 'formula_unknown_table', message: `There is no table ${name.name}.`, hint })
}

function checkTierKey(
  context: CheckContext,
  table: Extract<Table, { kind: 'tier' }>,
  [key]: readonly Operand[],
): readonly Expression[] | null {
  if (key === undefined) return null
  const bound = table.rows[0]?.bound
  const expression =
    typeof bound === 'number' || typeof bound === 'string' ? readTimeLiteral(key.expression) : key.expression
  const expected = bound instanceof Rational ? 'number' : typeof bound === 'number' ? 'timestamp' : 'date'
  if (expression.type.kind === expected || bound === undefined) return [expression]
  const message = `The edges of the table are ${expected}s, but this is ${describeType(expression.type)}.`
  return report(context, key.syntax, { code: 'formula_table_key', message, hint: `Give it a ${expected}.` })
}

function checkLookupKeys(context: CheckContext, table: Lookup, keys: readonly Operand[]): readonly Expression[] | null {
  const rowKeys = [...table.rows.keys()].map(readTableRowKey)
  const checked = keys.filter((key, index) => {
    const unreachable = unreachableRow(
      key.expression,
      rowKeys.map((rowKey) => rowKey[index] ?? ''),
    )
    if (unreachable === null) return true
    report(context, key.syntax, { code: 'formula_table_key', ...unreachable })
    return false
  })
  return checked.length === keys.length ? checked.map(({ expression }) => expression) : null
}

/** A row that this key can never find is a slip in the table, or the wrong key. */
function unreachableRow(key: Expression, rowTexts: readonly string[]): { message: string; hint: string } | null {
  const { type } = key
  switch (type.kind) {
    case 'timestamp':
      return { message: 'A timestamp cannot be the key of a table.', hint: 'Use a text, number, date or boolean.' }
    case 'number': {
      const wrong = rowTexts.find((text) => Rational.parse(text)?.toString() !== text)
      return wrong === undefined
        ? null
        : {
            message: `The row "${wrong}" cannot be found by a number.`,
            hint: 'Write the row as a plain number without needless zeros.',
          }
    }
    case 'boolean': {
      const wrong = rowTexts.find((text) => text !== 'true' && text !== 'false')
      return wrong === undefined
        ? null
        : { message: `The row "${wrong}" cannot be found by true or false.`, hint: 'Name the rows true and false.' }
    }
    case 'text': {
      const values = key.kind === 'fact' ? type.values : undefined
      const wrong = values && rowTexts.find((text) => !values.includes(text))
      return wrong === undefined || values === undefined
        ? null
        : {
            message: `The row "${wrong}" can never be found: ${key.source} does not have that value.`,
            hint: `It can be: ${values.join(', ')}.`,
          }
    }
    case 'date':
      return null
  }
}

function coversAllKeys(
  context: CheckContext,
  syntax: FormulaSyntax,
  { table, keys }: { readonly table: Lookup; readonly keys: readonly Expression[] },
): boolean {
  if (table.otherwise !== null) return true
  const [first, second] = keys.map(possibleTexts)
  const combinations = first?.flatMap((one) => (keys.length === 1 ? [[one]] : (second ?? []).map((two) => [one, two])))
  const code = 'formula_table_not_exhaustive'
  const hint = 'Add the rows, or an otherwise.'
  if (combinations === undefined || (keys.length === 2 && second === undefined)) {
    report(context, syntax, { code, message: 'The table has no otherwise, and the key may have any value.', hint })
    return false
  }
  const missing = combinations.filter((combination) => !table.rows.has(tableRowKey(combination)))
  if (missing.length === 0) return true
  const listed = missing.slice(0, 5).map((combination) => combination.join(' / '))
  report(context, syntax, { code, message: `The table has no otherwise, and no row for: ${listed.join(', ')}.`, hint })
  return false
}

function possibleTexts({ type }: Expression): readonly string[] | undefined {
  if (type.kind === 'boolean') return ['true', 'false']
  return type.kind === 'text' ? type.values : undefined
}
