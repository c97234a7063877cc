import { Rational } from '../../money/rational.ts'
import { countsWorkingDays, type Expression, type FunctionName } from '../model/expression.ts'
import { type Change, replaced, within } from './mutant.ts'
import { valuesBeside } from './other-values.ts'
import { writtenValue } from './written.ts'

type Call = Extract<Expression, { kind: 'call' }>
type Literal = Extract<Expression, { kind: 'literal' }>

/** By what a function or an operator is mistaken. */
const mistaken: Readonly<Partial<Record<FunctionName, FunctionName>>> = {
  add: 'subtract',
  subtract: 'add',
  multiply: 'divide',
  divide: 'multiply',
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  equal: 'not_equal',
  not_equal: 'equal',
  less: 'less_or_equal',
  less_or_equal: 'less',
  greater: 'greater_or_equal',
  greater_or_equal: 'greater',
  and: 'or',
  or: 'and',
  days_between: 'calendar_days_between',
  calendar_days_between: 'days_between',
  working_days_between: 'calendar_days_between',
  add_working_days: 'add_days',
}

/** Which arguments stand alone where a call is forgotten. */
const standing: Readonly<Partial<Record<FunctionName, readonly number[]>>> = {
  not: [0],
  negate: [0],
  abs: [0],
  round: [0],
  clamp: [0],
  prorate: [0],
  coalesce: [0, 1],
  if: [1, 2],
}

const comparisons: readonly FunctionName[] = [
  'equal',
  'not_equal',
  'less',
  'less_or_equal',
  'greater',
  'greater_or_equal',
]

/** Every small fault of a formula; the values it names are theirs. */
export function* expressionMutants(
  expression: Expression,
  beside: FunctionName | null = null,
): Generator<Change<Expression>> {
  switch (expression.kind) {
    case 'fact':
    case 'derived':
    case 'given':
    case 'amount':
      return
    case 'literal':
      yield* literalMutants(expression, beside)
      return
    case 'table':
      for (const [index, key] of expression.keys.entries()) {
        yield* within(expressionMutants(key), (to) => ({ ...expression, keys: replaced(expression.keys, index, to) }))
      }
      return
    case 'call':
      yield* callMutants(expression)
  }
}

/** One more; one less too where it is a boundary. */
function* literalMutants(literal: Literal, beside: FunctionName | null): Generator<Change<Expression>> {
  if (typeof literal.value === 'string') return
  const others = valuesBeside(literal.value, literal.type)
  const isBoundary = beside !== null && comparisons.includes(beside)
  for (const value of literal.value instanceof Rational && !isBoundary ? others.slice(0, 1) : others) {
    yield { change: `${literal.source} becomes ${writtenValue(value)}`, to: { ...literal, value } }
  }
}

function* callMutants(call: Call): Generator<Change<Expression>> {
  const other = mistaken[call.function]
  // Between two days all are days of 24 hours.
  const isSame = !countsWorkingDays(call.function) && call.arguments.every(({ type }) => type.kind === 'date')
  if (other !== undefined && !isSame) {
    yield { change: `${call.source}: ${call.function} becomes ${other}`, to: { ...call, function: other } }
  }
  for (const index of standing[call.function] ?? []) {
    const to = call.arguments[index]
    if (to !== undefined) yield { change: `${call.source} becomes ${to.source}`, to }
  }
  for (const [index, argument] of call.arguments.entries()) {
    yield* within(expressionMutants(argument, call.function), (to) => ({
      ...call,
      arguments: replaced(call.arguments, index, to),
    }))
  }
}
