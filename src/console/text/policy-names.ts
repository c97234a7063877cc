import { isMap } from 'yaml'
import { entriesAt, itemsAt, memberText, plain, type ReadText, scalarText, textOf } from './read-text.ts'

/** A name that a policy gives something, and what it says of it. */
export interface PolicyName {
  readonly name: string
  readonly kind:
    | 'fact'
    | 'history'
    | 'derived'
    | 'constant'
    | 'condition'
    | 'table'
    | 'clause'
    | 'rule'
    | 'method'
    | 'outcome'
  /** Its type, value or formula, as it is written. */
  readonly detail: string
  readonly description: string
  readonly values?: readonly string[]
}

/** Every name of a text, for completion and help. */
export function policyNames(read: ReadText): readonly PolicyName[] {
  return [
    ...entriesAt(read, ['facts']).map(({ key, value }) => factName(key, value)),
    ...entriesAt(read, ['derived']).map(({ key, value }) => named('derived', key, scalarText(value))),
    ...entriesAt(read, ['constants']).map(({ key, value }) => constantName(key, value)),
    ...entriesAt(read, ['conditions']).map(({ key }) => named('condition', key)),
    ...entriesAt(read, ['tables']).map(({ key, value }) =>
      named('table', key, memberText(value, 'unit'), memberText(value, 'description')),
    ),
    ...entriesAt(read, ['outcomes']).map(({ key, value }) => named('outcome', key, scalarText(value))),
    ...itemsAt(read, ['refund_methods']).map((item) => named('method', scalarText(item))),
    ...clauseNames(read, ['clauses']),
    ...ruleNames(read),
  ]
}

/** The facts of a text alone, for forms and cases. */
export function factNames(read: ReadText): readonly PolicyName[] {
  return entriesAt(read, ['facts']).map(({ key, value }) => factName(key, value))
}

function named(kind: PolicyName['kind'], name: string, detail = '', description = ''): PolicyName {
  return { kind, name, detail, description }
}

function factName(key: string, value: unknown): PolicyName {
  const values = isMap(value) ? plain(value.get('values', true)) : null
  const type = isMap(value) ? memberText(value, 'type') : scalarText(value)
  const unit = memberText(value, 'unit')
  const fact = named(
    key.startsWith('history.') ? 'history' : 'fact',
    key,
    [type, unit].filter((word) => word !== '').join(', '),
    memberText(value, 'description'),
  )
  return Array.isArray(values) ? { ...fact, values: values.map(textOf) } : fact
}

function constantName(key: string, value: unknown): PolicyName {
  if (!isMap(value)) return named('constant', key, scalarText(value))
  const detail = [memberText(value, 'value'), memberText(value, 'unit')].filter((word) => word !== '').join(' ')
  return named('constant', key, detail, memberText(value, 'description'))
}

function clauseNames(read: ReadText, path: readonly (string | number)[]): readonly PolicyName[] {
  return itemsAt(read, path).flatMap((item, index) => [
    named('clause', memberText(item, 'id'), inFirstLanguage(item, 'title')),
    ...clauseNames(read, [...path, index, 'clauses']),
  ])
}

function ruleNames(read: ReadText): readonly PolicyName[] {
  return ['refunds', 'disputes'].flatMap((section) =>
    itemsAt(read, [section]).map((item) => named('rule', memberText(item, 'id'), memberText(item, 'description'))),
  )
}

/** A text of a map that may stand there once or in each language: as the first language has it. */
export function inFirstLanguage(node: unknown, key: string): string {
  const value = isMap(node) ? plain(node.get(key, true)) : null
  if (value !== null && typeof value === 'object') return textOf(Object.values(value)[0])
  return textOf(value)
}
