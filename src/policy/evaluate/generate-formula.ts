import { Rational } from '../../money/rational.ts'
import { applyFunction } from '../expression/apply-function.ts'
import { applyTable } from '../expression/apply-table.ts'
import { larger, partialFunctions, percent, smaller } from '../expression/number-functions.ts'
import type { Expression, FunctionName } from '../model/expression.ts'
import type { Policy } from '../model/policy.ts'
import type { Value } from '../model/value.ts'
import { literal, NotGenerated, type SourceWriter } from './source-writer.ts'

/** What names stand for in generated code. */
export interface CodeScope {
  readonly policy: Policy
  readonly writer: SourceWriter
  /** Where a fact or derived value is read: code without effect, undefined where it is unknown. */
  readonly operand: (kind: 'fact' | 'derived', name: string) => string
  /** Names of the code's values that are neither undefined nor null: what is read of facts that no valid request lacks, and what is computed of them. */
  readonly sure: Set<string>
  /** Code for the refund that a level or an action may read; null where there is none. */
  readonly refund: string | null
}

type Call = Extract<Expression, { kind: 'call' }>

/**
 * Adds the code that computes a formula, and returns what names its value: undefined where facts are
 * absent, null where a calculation has no result (rarer faults are thrown). Every argument is computed
 * that the interpreter computes, so that no fault that it finds is missed.
 */
export function generateFormula(expression: Expression, scope: CodeScope): string {
  switch (expression.kind) {
    case 'literal':
      return constantCode(expression.value, scope.writer)
    case 'fact':
    case 'derived':
      return scope.operand(expression.kind, expression.name)
    case 'given':
      if (expression.name === 'now') return 'now'
      if (scope.refund === null) throw new NotGenerated('a formula reads a refund that there is none of')
      return scope.refund
    case 'amount':
      throw new NotGenerated('a formula reads a named amount')
    case 'call':
      return generateCall(expression, scope)
    case 'table': {
      const table = scope.policy.tables.get(expression.table)
      if (table === undefined) throw new TypeError(`no table ${expression.table}`)
      const keys = expression.keys.map((key) => generateFormula(key, scope))
      const find = scope.writer.constant((...found: readonly Value[]) => applyTable(table, found))
      return whereKnown(scope, expression.keys, { values: keys, code: `${find}(${keys.join(', ')})`, isTotal: true })
    }
  }
}

/** Code for a constant: numbers are objects, and stand outside of the code. */
export function constantCode(value: Value, writer: SourceWriter): string {
  return value instanceof Rational ? writer.constant(value) : literal(value)
}

function generateCall(call: Call, scope: CodeScope): string {
  switch (call.function) {
    case 'and':
      return decided(call, scope, 'false')
    case 'or':
      return decided(call, scope, 'true')
    case 'if':
      return branch(call, scope)
    case 'switch':
      return choose(call, scope)
    case 'known':
      return isKnown(call, scope)
    case 'coalesce':
      return firstKnown(call.arguments, scope)
    default: {
      const values = call.arguments.map((each) => generateFormula(each, scope))
      const isTotal = !isPartial(call.function)
      return whereKnown(scope, call.arguments, { values, code: strictCode(call, values, scope), isTotal })
    }
  }
}

function isPartial(name: FunctionName): name is keyof typeof partialFunctions {
  return Object.hasOwn(partialFunctions, name)
}

function isKnown(call: Call, { writer, ...scope }: CodeScope): string {
  const value = generateFormula(argument(call, 0), { writer, ...scope })
  const name = writer.name('t')
  writer.add(`const ${name} = ${value} === null ? null : ${value} !== undefined;`)
  return name
}

function argument(call: Call, index: number): Expression {
  const found = call.arguments[index]
  if (found === undefined) throw new TypeError(`${call.function} has no argument ${index + 1}`)
  return found
}

/** A call of values that are known. */
interface KnownCall {
  readonly values: readonly string[]
  readonly code: string
  /** Whether it always has a result. */
  readonly isTotal: boolean
}

function whereKnown(
  { writer, sure }: CodeScope,
  expressions: readonly Expression[],
  { values, code, isTotal }: KnownCall,
): string {
  const open = values.filter((value, index) => expressions[index]?.kind !== 'literal' && !sure.has(value))
  const known = open.map((value) => `${value} != null`).join(' && ')
  const fault = open.map((value) => `${value} === null`).join(' || ')
  // The same calculation of the same values has the same result.
  return writer.once(known === '' ? code : `${known} ? ${code} : ${fault} ? null : undefined`, (whole) => {
    const name = writer.name('t')
    if (isTotal && open.length === 0) sure.add(name)
    writer.add(`const ${name} = ${whole};`)
    return name
  })
}

type Code = (...values: readonly string[]) => string

const comparisons: Readonly<Partial<Record<FunctionName, string>>> = {
  equal: '===',
  not_equal: '!==',
  less: '<',
  less_or_equal: '<=',
  greater: '>',
  greater_or_equal: '>=',
}

const methods: Readonly<Partial<Record<FunctionName, Code>>> = {
  add: (left, right) => `${left}.plus(${right})`,
  subtract: (left, right) => `${left}.minus(${right})`,
  multiply: (left, right) => `${left}.times(${right})`,
  negate: (value) => `${value}.negated()`,
  abs: (value) => `${value}.absolute()`,
  not: (value) => `${value} !== true`,
  prorate: (amount, part, whole) => `${amount}.prorated(${part}, ${whole})`,
}

const folded = { min: smaller, max: larger } as const

function strictCode(call: Call, values: readonly string[], { policy, writer }: CodeScope): string {
  const { function: name } = call
  const comparison = comparisons[name]
  if (comparison !== undefined) return comparisonCode(comparison, call, values)
  const method = methods[name]
  if (method !== undefined) return method(...values)
  if (isPartial(name)) return `${writer.constant(partialFunctions[name].calculate)}(${values.join(', ')})`
  if (name === 'percent') return `${writer.constant(percent)}(${values.join(', ')})`
  if (name === 'min' || name === 'max') {
    const fold = writer.constant(folded[name])
    return values.slice(1).reduce((code, value) => `${fold}(${code}, ${value})`, values[0] ?? '')
  }
  const { timeZone, workingDays } = policy
  const context = { timeZone, workingDays }
  const apply = writer.constant((...known: readonly Value[]) => applyFunction(name, known, context))
  return `${apply}(${values.join(', ')})`
}

function comparisonCode(sign: string, call: Call, [left = '', right = '']: readonly string[]): string {
  return argument(call, 0).type.kind === 'number' ? `${left}.compare(${right}) ${sign} 0` : `${left} ${sign} ${right}`
}

/** `and` is decided by a false, `or` by a true; what is unknown on the way counts only where nothing decides. */
function decided(call: Call, scope: CodeScope, deciding: 'true' | 'false'): string {
  const { writer } = scope
  const name = writer.name('t')
  const block = writer.name('B')
  writer.add(`let ${name} = ${deciding === 'true' ? 'false' : 'true'};`)
  writer.open(`${block}: {`)
  for (const each of call.arguments) {
    const value = generateFormula(each, scope)
    writer.add(`if (${value} === ${deciding}) { ${name} = ${deciding}; break ${block}; }`)
    writer.add(`if (${value} == null) ${name} = ${name} === null || ${value} === null ? null : undefined;`)
  }
  writer.close()
  return name
}

function branch(call: Call, scope: CodeScope): string {
  const { writer } = scope
  const condition = generateFormula(argument(call, 0), scope)
  const name = writer.name('t')
  writer.add(`let ${name} = ${condition};`)
  writer.open(`if (${condition} === true) {`)
  writer.add(`${name} = ${generateFormula(argument(call, 1), scope)};`)
  writer.next(`} else if (${condition} === false) {`)
  writer.add(`${name} = ${generateFormula(argument(call, 2), scope)};`)
  writer.close()
  return name
}

/** One branch for each key: what a branch computes is computed only where its key is the value. */
function choose(call: Call, scope: CodeScope): string {
  const { writer } = scope
  const subject = argument(call, 0)
  const value = generateFormula(subject, scope)
  const isNumber = subject.type.kind === 'number'
  const name = writer.name('t')
  writer.add(`let ${name} = ${value};`)
  const pairs = call.arguments.slice(1, -1)
  writer.open(`if (${value} == null) {`)
  for (let index = 0; index + 1 < pairs.length; index += 2) {
    const key = generateFormula(argument(call, index + 1), scope)
    writer.next(`} else if (${isNumber ? `${value}.compare(${key}) === 0` : `${value} === ${key}`}) {`)
    writer.add(`${name} = ${generateFormula(argument(call, index + 2), scope)};`)
  }
  writer.next('} else {')
  writer.add(`${name} = ${generateFormula(argument(call, call.arguments.length - 1), scope)};`)
  writer.close()
  return name
}

function firstKnown(formulas: readonly Expression[], scope: CodeScope): string {
  const { writer } = scope
  const name = writer.name('t')
  writer.add(`let ${name};`)
  for (const formula of formulas) {
    writer.open(`if (${name} === undefined) {`)
    writer.add(`${name} = ${generateFormula(formula, scope)};`)
    writer.close()
  }
  return name
}
