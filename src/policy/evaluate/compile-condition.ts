import type { Condition, Operator } from '../model/condition.ts'
import { type Truth, Unknown, type Value } from '../model/value.ts'
import type { CompiledCondition, CompileOperand } from './compiled-run.ts'
import { operatorTable } from './operator-table.ts'

/** Turns conditions of one policy into closures; literals are bound when they are made, named conditions are made once. */
export function conditionCompiler(operand: CompileOperand): (condition: Condition) => CompiledCondition {
  const named = new Map<Condition, CompiledCondition>()
  const compile = (condition: Condition): CompiledCondition => {
    if (condition.kind !== 'named') return compileUnnamed(condition, operand, compile)
    const known = named.get(condition.of) ?? compile(condition.of)
    named.set(condition.of, known)
    return known
  }
  return compile
}

function compileUnnamed(
  condition: Exclude<Condition, { kind: 'named' }>,
  operand: CompileOperand,
  compile: (condition: Condition) => CompiledCondition,
): CompiledCondition {
  switch (condition.kind) {
    case 'always':
      return () => true
    case 'all':
      return decidedBy(false, condition.of.map(compile))
    case 'any':
      return decidedBy(true, condition.of.map(compile))
    case 'not': {
      const inner = compile(condition.of)
      return (run) => {
        const truth = inner(run)
        return truth instanceof Unknown ? truth : !truth
      }
    }
    case 'leaf':
      return compileLeaf(condition, operand)
  }
}

/** `all` is decided by the first false, `any` by the first true; what is unknown on the way counts only where nothing decides. */
function decidedBy(decisive: boolean, conditions: readonly CompiledCondition[]): CompiledCondition {
  const other = !decisive
  return (run) => {
    let cause: Unknown | null = null
    for (let index = 0; index < conditions.length; index += 1) {
      const truth = conditions[index]?.(run) ?? other
      if (truth === decisive) return decisive
      if (typeof truth !== 'boolean') cause = cause === null ? truth : cause.and(truth)
    }
    return cause ?? other
  }
}

function compileLeaf(leaf: Extract<Condition, { kind: 'leaf' }>, operand: CompileOperand): CompiledCondition {
  const left = operand(leaf.operand.kind, leaf.operand.name)
  if (leaf.value.kind === 'literal') {
    const test = testAgainst(leaf.operator, leaf.value.value)
    return (run) => {
      const value = left(run)
      return typeof value === 'object' && value instanceof Unknown ? value : test(value)
    }
  }
  const right = operand(leaf.value.kind, leaf.value.name)
  const compare = operatorTable[leaf.operator]
  return (run): Truth => {
    const value = left(run)
    const other = right(run)
    if (value instanceof Unknown) return other instanceof Unknown ? value.and(other) : value
    return other instanceof Unknown ? other : compare(value, other)
  }
}

/** Fixed texts need no more than one look into a set. */
function testAgainst(operator: Operator, literal: Value | readonly Value[]): (value: Value) => boolean {
  const compare = operatorTable[operator]
  if (Array.isArray(literal) && literal.every((one) => typeof one === 'string')) {
    const texts = new Set<Value>(literal)
    if (operator === 'in') return (value) => texts.has(value)
    if (operator === 'notIn') return (value) => !texts.has(value)
  }
  if (typeof literal === 'string' || typeof literal === 'boolean') {
    if (operator === 'equal') return (value) => value === literal
    if (operator === 'notEqual') return (value) => value !== literal
  }
  return (value) => compare(value, literal)
}
