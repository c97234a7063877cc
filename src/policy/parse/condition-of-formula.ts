import type { Condition, Operand, Operator } from '../model/condition.ts'
import { conditionReferredTo } from '../model/condition-reference.ts'
import type { Expression, FunctionName } from '../model/expression.ts'
import type { Value } from '../model/value.ts'
import type { Names } from './scope.ts'

type Call = Extract<Expression, { kind: 'call' }>
type Leaf = Extract<Condition, { kind: 'leaf' }>

const comparisons: Readonly<Partial<Record<FunctionName, Operator>>> = {
  equal: 'equal',
  not_equal: 'notEqual',
  less: 'lessThan',
  less_or_equal: 'lessThanInclusive',
  greater: 'greaterThan',
  greater_or_equal: 'greaterThanInclusive',
}

/** The same comparison with its sides exchanged. */
const turned: Readonly<Partial<Record<Operator, Operator>>> = {
  lessThan: 'greaterThan',
  lessThanInclusive: 'greaterThanInclusive',
  greaterThan: 'lessThan',
  greaterThanInclusive: 'lessThanInclusive',
}

const always: Condition = { kind: 'always' }

/**
 * The tree of conditions that one would write instead of a formula of truth: its truth, what makes it
 * unknown and the missing facts are those of that tree. What is neither a name nor a constant becomes
 * a derived value without a name, known by its text.
 */
export function conditionOfFormula(formula: Expression, names: Names): Condition {
  switch (formula.kind) {
    case 'literal':
      return formula.value === true ? always : { kind: 'not', of: always }
    case 'derived':
      return referred(formula.name, names) ?? isTrue(formula, names)
    case 'call':
      return ofCall(formula, names)
    case 'fact':
    case 'given':
    case 'amount':
    case 'table':
      return isTrue(formula, names)
  }
}

function ofCall(call: Call, names: Names): Condition {
  const [first, second] = call.arguments
  if (first === undefined) return isTrue(call, names)
  switch (call.function) {
    case 'and':
      return { kind: 'all', of: partsOf(call).map((part) => conditionOfFormula(part, names)) }
    case 'or':
      return { kind: 'any', of: partsOf(call).map((part) => conditionOfFormula(part, names)) }
    case 'not':
      return first.kind === 'call' && first.function === 'in'
        ? membership('notIn', first, names)
        : { kind: 'not', of: conditionOfFormula(first, names) }
    case 'in':
      return membership('in', call, names)
    default: {
      const operator = comparisons[call.function]
      return operator === undefined || second === undefined
        ? isTrue(call, names)
        : comparison(operator, [first, second], names)
    }
  }
}

/** `a and b and c` is one list of three parts. */
function partsOf(call: Call): readonly Expression[] {
  return call.arguments.flatMap((part) =>
    part.kind === 'call' && part.function === call.function ? partsOf(part) : [part],
  )
}

function referred(name: string, { conditions }: Names): Condition | null {
  const condition = conditionReferredTo(name)
  const of = condition === null ? undefined : conditions.resolved.get(condition)
  return condition === null || of === undefined ? null : { kind: 'named', name: condition, of }
}

function isTrue(formula: Expression, names: Names): Leaf {
  return {
    kind: 'leaf',
    operand: operandOf(formula, names),
    operator: 'equal',
    value: { kind: 'literal', value: true },
  }
}

function comparison(operator: Operator, [left, right]: readonly [Expression, Expression], names: Names): Leaf {
  if (left.kind === 'literal') return comparison(turned[operator] ?? operator, [right, left], names)
  const value = right.kind === 'literal' ? ({ kind: 'literal', value: right.value } as const) : operandOf(right, names)
  return { kind: 'leaf', operand: operandOf(left, names), operator, value }
}

function membership(operator: 'in' | 'notIn', call: Call, names: Names): Leaf {
  const [first = call, ...list] = call.arguments
  const value: readonly Value[] = list.flatMap((each) => (each.kind === 'literal' ? [each.value] : []))
  return { kind: 'leaf', operand: operandOf(first, names), operator, value: { kind: 'literal', value } }
}

/** A name as it stands; anything else is kept as a derived value. */
function operandOf(formula: Expression, names: Names): Operand {
  if (formula.kind === 'fact' || formula.kind === 'derived')
    return { kind: formula.kind, name: formula.name, type: formula.type }
  names.keepUnnamed(formula.source, formula)
  return { kind: 'derived', name: formula.source, type: formula.type }
}
