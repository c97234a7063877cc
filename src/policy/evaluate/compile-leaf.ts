import { Rational } from '../../money/rational.ts'
import type { Condition, Operator } from '../model/condition.ts'
import { type Truth, Unknown, type Value } from '../model/value.ts'
import type { CompiledCondition, ConditionScope } from './compiled-run.ts'
import { operatorTable } from './operator-table.ts'

type Leaf = Extract<Condition, { kind: 'leaf' }>

/** A comparison as a closure; a fact is read where it is, without a call. */
export function compileLeaf(leaf: Leaf, { operand, layout }: ConditionScope): CompiledCondition {
  const left = operand(leaf.operand.kind, leaf.operand.name)
  if (leaf.value.kind === 'literal') {
    const slot = leaf.operand.kind === 'fact' ? layout.slotOf.get(leaf.operand.name) : undefined
    if (slot !== undefined) return testFact(slot, leaf.operand.name, leaf.operator, leaf.value.value)
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

function testFact(
  slot: number,
  name: string,
  operator: Operator,
  literal: Value | readonly Value[],
): CompiledCondition {
  const unknown = Unknown.of(name)
  if (isPlain(literal) && (operator === 'equal' || operator === 'notEqual')) {
    const whenEqual = operator === 'equal'
    return ({ slots }) => {
      const value = slots[slot]
      return value === undefined ? unknown : (value === literal) === whenEqual
    }
  }
  const test = testAgainst(operator, literal)
  return ({ slots }) => {
    const value = slots[slot]
    return value === undefined ? unknown : test(value)
  }
}

/** What an operator says of a number by how it compares with another one. */
const bySign: Readonly<Partial<Record<Operator, (sign: number) => boolean>>> = {
  equal: (sign) => sign === 0,
  notEqual: (sign) => sign !== 0,
  lessThan: (sign) => sign < 0,
  lessThanInclusive: (sign) => sign <= 0,
  greaterThan: (sign) => sign > 0,
  greaterThanInclusive: (sign) => sign >= 0,
}

/** Fixed texts need no more than one look into a set. */
function testAgainst(operator: Operator, literal: Value | readonly Value[]): (value: Value) => boolean {
  const compare = operatorTable[operator]
  if (Array.isArray(literal) && literal.every((one) => typeof one === 'string')) {
    const texts = new Set<Value>(literal)
    if (operator === 'in') return (value) => texts.has(value)
    if (operator === 'notIn') return (value) => !texts.has(value)
  }
  if (isPlain(literal)) {
    if (operator === 'equal') return (value) => value === literal
    if (operator === 'notEqual') return (value) => value !== literal
  }
  const holds = bySign[operator]
  if (literal instanceof Rational && holds !== undefined) {
    return (value) => (value instanceof Rational ? holds(value.compare(literal)) : compare(value, literal))
  }
  return (value) => compare(value, literal)
}

/** What is equal only where it is the same. */
function isPlain(literal: Value | readonly Value[]): literal is string | boolean {
  return typeof literal === 'string' || typeof literal === 'boolean'
}
