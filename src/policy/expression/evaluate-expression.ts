import type { Expression } from '../model/expression.ts'
import type { Given } from '../model/given.ts'
import type { Table } from '../model/policy.ts'
import { type Evaluated, Unknown, type Value } from '../model/value.ts'
import { applyFunction } from './apply-function.ts'
import { applyTable } from './apply-table.ts'
import { CalculationFault } from './calculation-fault.ts'
import { equalValues } from './compare-values.ts'
import type { CalculationContext } from './function-implementation.ts'

/** What a formula may read while it is evaluated. */
export interface ExpressionScope extends CalculationContext {
  /** A declared fact or derived value; its unknowns name input facts only. */
  value(kind: 'fact' | 'derived', name: string): Evaluated
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly given: Given
  readonly tables: ReadonlyMap<string, Table>
}

type Call = Extract<Expression, { kind: 'call' }>

/**
 * Evaluates a checked formula exactly. Never throws for facts that the policy admits: what cannot
 * be known, and a calculation without a result, is an {@link Unknown} with all its causes.
 */
export function evaluateExpression(expression: Expression, scope: ExpressionScope): Evaluated {
  switch (expression.kind) {
    case 'literal':
      return expression.value
    case 'fact':
    case 'derived':
      return scope.value(expression.kind, expression.name)
    case 'given':
      if (expression.name === 'now') return scope.now
      return scope.given.refund ?? new Unknown(new Set())
    case 'amount':
      return scope.given.amounts.get(expression.name) ?? new Unknown(new Set())
    case 'call':
      return evaluateCall(expression, scope)
    case 'table':
      return evaluateTable(expression, scope)
  }
}

function evaluateCall(call: Call, scope: ExpressionScope): Evaluated {
  switch (call.function) {
    case 'and':
      return decide(call, scope, false)
    case 'or':
      return decide(call, scope, true)
    case 'if':
      return branch(call, scope)
    case 'switch':
      return choose(call, scope)
    case 'known':
      return isKnown(call, scope)
    case 'coalesce':
      return firstKnown(call, scope)
    default:
      return withKnown(
        call.arguments.map((argument) => evaluateExpression(argument, scope)),
        (values) => applyFunction(call.function, values, scope),
      )
  }
}

function evaluateTable(expression: Extract<Expression, { kind: 'table' }>, scope: ExpressionScope): Evaluated {
  const table = scope.tables.get(expression.table)
  if (table === undefined) throw new TypeError(`no table ${expression.table}`)
  return withKnown(
    expression.keys.map((key) => evaluateExpression(key, scope)),
    (keys) => applyTable(table, keys),
  )
}

/** Calculates once everything is known; otherwise unknown for all the reasons together. */
function withKnown(evaluated: readonly Evaluated[], calculate: (values: readonly Value[]) => Value): Evaluated {
  const values: Value[] = []
  let unknown: Unknown | null = null
  for (const each of evaluated) {
    if (!(each instanceof Unknown)) values.push(each)
    else unknown = unknown === null ? each : unknown.and(each)
  }
  if (unknown !== null) return unknown
  try {
    return calculate(values)
  } catch (error) {
    if (error instanceof CalculationFault) return Unknown.fault(error.message)
    throw error
  }
}

/** `and` is decided by a false, `or` by a true, whatever stands beside it. */
function decide(call: Call, scope: ExpressionScope, deciding: boolean): Evaluated {
  let unknown: Unknown | null = null
  for (const argument of call.arguments) {
    const value = evaluateExpression(argument, scope)
    if (value === deciding) return deciding
    if (value instanceof Unknown) unknown = unknown === null ? value : unknown.and(value)
  }
  return unknown ?? !deciding
}

function branch(call: Call, scope: ExpressionScope): Evaluated {
  const [condition, whenTrue, whenFalse] = call.arguments
  if (condition === undefined || whenTrue === undefined || whenFalse === undefined)
    throw new TypeError('if needs three arguments')
  const truth = evaluateExpression(condition, scope)
  if (truth instanceof Unknown) return truth
  return evaluateExpression(truth === true ? whenTrue : whenFalse, scope)
}

/** Only the value that counts is evaluated: the one behind the first key that is equal, else the last. */
function choose(call: Call, scope: ExpressionScope): Evaluated {
  const [subject, ...rest] = call.arguments
  const otherwise = rest.at(-1)
  if (subject === undefined || otherwise === undefined) throw new TypeError('switch needs a value')
  const value = evaluateExpression(subject, scope)
  if (value instanceof Unknown) return value
  for (let index = 0; index + 1 < rest.length; index += 2) {
    const [key, chosen] = [rest[index], rest[index + 1]]
    if (key?.kind === 'literal' && chosen !== undefined && equalValues(key.value, value))
      return evaluateExpression(chosen, scope)
  }
  return evaluateExpression(otherwise, scope)
}

/** A failed calculation is not an absent fact: neither `known` nor `coalesce` hides it. */
function isKnown(call: Call, scope: ExpressionScope): Evaluated {
  const [argument] = call.arguments
  if (argument === undefined) throw new TypeError('known needs an argument')
  const value = evaluateExpression(argument, scope)
  if (!(value instanceof Unknown)) return true
  return value.fault === null ? false : value
}

function firstKnown(call: Call, scope: ExpressionScope): Evaluated {
  let unknown = new Unknown(new Set())
  for (const argument of call.arguments) {
    const value = evaluateExpression(argument, scope)
    if (!(value instanceof Unknown) || value.fault !== null) return value
    unknown = unknown.and(value)
  }
  return unknown
}
