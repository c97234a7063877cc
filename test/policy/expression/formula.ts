import { Rational } from '../../../src/money/rational.ts'
import { evaluateExpression } from '../../../src/policy/expression/evaluate-expression.ts'
import type { ExpressionEnvironment } from '../../../src/policy/expression/expression-environment.ts'
import { parseExpression } from '../../../src/policy/expression/parse-expression.ts'
import type { Expression, ExpressionType } from '../../../src/policy/model/expression.ts'
import { nothingGiven } from '../../../src/policy/model/given.ts'
import type { Table } from '../../../src/policy/model/policy.ts'
import { tableRowKey } from '../../../src/policy/model/table-row-key.ts'
import { Unknown, type Value } from '../../../src/policy/model/value.ts'
import { createWorkingDays } from '../../../src/time/working-days.ts'

const number: ExpressionType = { kind: 'number' }
const text: ExpressionType = { kind: 'text' }
const statuses = ['pending', 'partial', 'canceled']
const decimal = (value: string) => Rational.of(value)

const types: Readonly<Record<string, ExpressionType>> = {
  'order.charge': number,
  'order.quantity': number,
  'order.remains': number,
  'order.status': { kind: 'text', values: statuses },
  'order.coupon': text,
  'order.placed_at': { kind: 'timestamp' },
  'order.due_on': { kind: 'date' },
  'order.late_on': { kind: 'date' },
  'order.2nd_try': { kind: 'boolean' },
  'account.trusted': { kind: 'boolean' },
  'account.banned': { kind: 'boolean' },
  tier: number,
  fees: text,
}

const lookup = (
  keys: 1 | 2,
  rows: readonly (readonly [readonly Value[], string])[],
  otherwise: string | null,
): Table => ({
  kind: 'lookup',
  type: number,
  keys,
  rows: new Map(rows.map(([key, value]) => [tableRowKey(key), decimal(value)])),
  otherwise: otherwise === null ? null : decimal(otherwise),
})

/** The second of the holidays is a Sunday. */
const workingDays = createWorkingDays({
  weekdays: [1, 2, 3, 4, 5],
  holidays: ['2026-04-03', '2026-04-05', '2026-04-06', '2026-12-25'],
  knownUntil: '2026-12-31',
})

const tables: ReadonlyMap<string, Table> = new Map<string, Table>([
  [
    'edges',
    {
      kind: 'tier',
      type: text,
      rows: [
        { edge: 'below', bound: decimal('0'), value: 'below 0' },
        { edge: 'up_to', bound: decimal('10'), value: 'up to 10' },
        { edge: 'above', bound: decimal('100'), value: 'above 100' },
        { edge: 'at_least', bound: decimal('50'), value: 'at least 50' },
      ],
      otherwise: 'otherwise',
    },
  ],
  [
    'seasons',
    {
      kind: 'tier',
      type: text,
      rows: [{ edge: 'below', bound: '2026-07-01', value: 'first half' }],
      otherwise: 'second half',
    },
  ],
  [
    'launch',
    {
      kind: 'tier',
      type: number,
      rows: [{ edge: 'below', bound: Date.parse('2026-01-01T00:00:00Z'), value: decimal('5') }],
      otherwise: decimal('7'),
    },
  ],
  [
    'fees',
    lookup(
      1,
      [
        [['pending'], '1'],
        [['partial'], '2'],
        [['canceled'], '3'],
      ],
      null,
    ),
  ],
  ['some_fees', lookup(1, [[['pending'], '1']], null)],
  ['open_fees', lookup(1, [[['card'], '1']], '9')],
  [
    'by_flag',
    lookup(
      1,
      [
        [[true], '1'],
        [[false], '2'],
      ],
      null,
    ),
  ],
  ['by_number', lookup(1, [[[decimal('10')], '1']], '0')],
  ['by_bad_number', lookup(1, [[['10.00'], '1']], '0')],
  ['misspelt', lookup(1, [[['partail'], '1']], '0')],
  [
    'pairs',
    lookup(
      2,
      statuses.flatMap((status) => [
        [[status, true], '1'],
        [[status, false], '2'],
      ]),
      null,
    ),
  ],
  ['half_pairs', lookup(2, [[['pending', true], '1']], null)],
])

export const environment: ExpressionEnvironment = {
  names: new Map<string, { kind: 'fact' | 'derived'; type: ExpressionType }>([
    ...Object.entries(types).map(([name, type]) => [name, { kind: 'fact', type }] as const),
    ['undelivered', { kind: 'derived', type: number }] as const,
    ['broken', { kind: 'derived', type: number }] as const,
  ]),
  tables,
  given: new Set(['now']),
  amounts: new Set(),
  conditions: new Map([['late', true]]),
  rounding: 'ceiling',
  workingDays,
}

/** Parses a formula that must be right. */
export function parsed(source: string, within: ExpressionEnvironment = environment): Expression {
  const result = parseExpression(source, within)
  if (!result.ok) throw new Error(`${source}: ${JSON.stringify(result.faults)}`)
  return result.expression
}

/** The codes and offsets of a formula's faults: `formula_type@4`. */
export function faultsOf(source: string, within: ExpressionEnvironment = environment): readonly string[] {
  const result = parseExpression(source, within)
  return result.ok ? [] : result.faults.map((fault) => `${fault.code}@${fault.offset}`)
}

/** The hint of a formula's first fault. */
export function firstHint(source: string): string | undefined {
  const result = parseExpression(source, environment)
  return result.ok ? undefined : result.faults[0]?.hint
}

export type Facts = Readonly<Record<string, Value>>

/** Evaluates at 2026-11-23T08:00Z in Berlin; a name that is not given is unknown, `broken` is a failed calculation. */
export function evaluate(source: string, facts: Facts = {}): Value | Unknown {
  return evaluateExpression(parsed(source), {
    value: (_, name) => (name === 'broken' ? Unknown.fault('division by zero') : (facts[name] ?? Unknown.of(name))),
    now: Date.parse('2026-11-23T08:00:00Z'),
    given: nothingGiven,
    timeZone: 'Europe/Berlin',
    workingDays,
    tables,
  })
}

/** As {@link evaluate}, written for comparison: numbers as text, unknowns as `unknown: fact, fact` or `fault: ...`. */
export function show(source: string, facts: Facts = {}): string {
  const value = evaluate(source, facts)
  if (!(value instanceof Unknown)) return value.toString()
  const names = [...value.facts].sort().join(', ')
  if (value.fault === null) return `unknown: ${names}`
  return names === '' ? `fault: ${value.fault}` : `fault: ${value.fault}; unknown: ${names}`
}
