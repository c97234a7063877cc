import { Rational } from '../../money/rational.ts'
import { applyFunction } from '../expression/apply-function.ts'
import { applyTable } from '../expression/apply-table.ts'
import { CalculationFault } from '../expression/calculation-fault.ts'
import { equalValues } from '../expression/compare-values.ts'
import { partialFunctions } from '../expression/number-functions.ts'
import type { Expression } from '../model/expression.ts'
import type { Policy } from '../model/policy.ts'
import { type Evaluated, Unknown, type Value } from '../model/value.ts'
import type { CompiledFormula, CompileOperand } from './compiled-run.ts'

/** What names stand for while a formula is compiled. */
export interface CompileScope {
  readonly policy: Policy
  readonly operand: CompileOperand
}

type Call = Extract<Expression, { kind: 'call' }>

const nothingKnown = new Unknown(new Set())

/** Turns a checked formula into a closure; names, tables and functions are found when it is made. */
export function compileExpression(expression: Expression, scope: CompileScope): CompiledFormula {
  switch (expression.kind) {
    case 'literal': {
      const { value } = expression
      return () => value
    }
    case 'fact':
    case 'derived':
      return scope.operand(expression.kind, expression.name)
    case 'given':
      return expression.name === 'now' ? (run) => run.now : (run) => run.given.refund ?? nothingKnown
    case 'amount': {
      const { name } = expression
      return (run) => run.given.amounts.get(name) ?? nothingKnown
    }
    case 'call':
      return compileCall(expression, scope)
    case 'table': {
      const table = scope.policy.tables.get(expression.table)
      if (table === undefined) throw new TypeError(`no table ${expression.table}`)
      const keys = expression.keys.map((key) => compileExpression(key, scope))
      return ofKnown(keys, (values) => applyTable(table, values))
    }
  }
}

function compileCall(call: Call, scope: CompileScope): CompiledFormula {
  const formulas = call.arguments.map((argument) => compileExpression(argument, scope))
  switch (call.function) {
    case 'and':
      return decidedBy(false, formulas)
    case 'or':
      return decidedBy(true, formulas)
    case 'if':
      return branch(formulas)
    case 'switch':
      return choose(call, formulas)
    case 'known':
      return known(formulas)
    case 'coalesce':
      return firstKnown(formulas)
    case 'divide':
    case 'clamp':
    case 'prorate':
      return partial(partialFunctions[call.function], formulas)
    default: {
      const { timeZone, workingDays } = scope.policy
      const context = { timeZone, workingDays }
      return ofKnown(formulas, (values) => applyFunction(call.function, values, context))
    }
  }
}

/** Strict in every argument: unknown for the reasons of all that are unknown, otherwise calculated. */
function ofKnown(
  formulas: readonly CompiledFormula[],
  calculate: (values: readonly Value[]) => Evaluated,
): CompiledFormula {
  return (run) => {
    const values: Value[] = []
    let unknown: Unknown | null = null
    for (const formula of formulas) {
      const value = formula(run)
      if (!(value instanceof Unknown)) values.push(value)
      else unknown = unknown === null ? value : unknown.and(value)
    }
    if (unknown !== null) return unknown
    try {
      return calculate(values)
    } catch (error) {
      if (error instanceof CalculationFault) return Unknown.fault(error.message)
      throw error
    }
  }
}

/** As {@link ofKnown}; what commonly fails does so without an exception. */
function partial(
  { calculate, fault }: (typeof partialFunctions)[keyof typeof partialFunctions],
  [first, second, third]: readonly CompiledFormula[],
): CompiledFormula {
  if (first === undefined || second === undefined) throw new TypeError('an argument is missing')
  const failed = Unknown.fault(fault)
  const formulas = third === undefined ? [first, second] : [first, second, third]
  return ofKnown(formulas, (values) => {
    const [left, middle, right = Rational.zero] = values
    if (!(left instanceof Rational && middle instanceof Rational && right instanceof Rational)) {
      throw new TypeError('a number is expected')
    }
    return calculate(left, middle, right) ?? failed
  })
}

function decidedBy(decisive: boolean, formulas: readonly CompiledFormula[]): CompiledFormula {
  return (run): Evaluated => {
    let unknown: Unknown | null = null
    for (const formula of formulas) {
      const value = formula(run)
      if (value === decisive) return decisive
      if (value instanceof Unknown) unknown = unknown === null ? value : unknown.and(value)
    }
    return unknown ?? !decisive
  }
}

function branch([condition, whenTrue, whenFalse]: readonly CompiledFormula[]): CompiledFormula {
  if (condition === undefined || whenTrue === undefined || whenFalse === undefined) {
    throw new TypeError('if needs three arguments')
  }
  return (run) => {
    const truth = condition(run)
    if (truth instanceof Unknown) return truth
    return truth === true ? whenTrue(run) : whenFalse(run)
  }
}

/** Keys are constants: which place counts is known once the value is. */
function choose(call: Call, [subject, ...rest]: readonly CompiledFormula[]): CompiledFormula {
  const otherwise = rest.at(-1)
  if (subject === undefined || otherwise === undefined) throw new TypeError('switch needs a value')
  const cases = call.arguments.slice(1, -1).flatMap((key, index) => {
    const formula = rest[index + 1]
    return index % 2 === 0 && key.kind === 'literal' && formula !== undefined ? [{ key: key.value, formula }] : []
  })
  return (run) => {
    const value = subject(run)
    if (value instanceof Unknown) return value
    return (cases.find(({ key }) => equalValues(key, value))?.formula ?? otherwise)(run)
  }
}

/** A failed calculation is not an absent fact: it stays a fault. */
function known([formula]: readonly CompiledFormula[]): CompiledFormula {
  if (formula === undefined) throw new TypeError('known needs an argument')
  return (run) => {
    const value = formula(run)
    if (!(value instanceof Unknown)) return true
    return value.fault === null ? false : value
  }
}

function firstKnown(formulas: readonly CompiledFormula[]): CompiledFormula {
  return (run) => {
    let unknown = nothingKnown
    for (const formula of formulas) {
      const value = formula(run)
      if (!(value instanceof Unknown) || value.fault !== null) return value
      unknown = unknown.and(value)
    }
    return unknown
  }
}
