import { Rational } from '../../money/rational.ts'
import { formatInstant } from '../../time/instant.ts'
import { readNames } from '../expression/read-names.ts'
import type { Condition, Operand, Operator } from '../model/condition.ts'
import { conditionReferredTo, referenceTo } from '../model/condition-reference.ts'
import type { Expression, ExpressionType, FunctionName } from '../model/expression.ts'
import type { Value } from '../model/value.ts'
import type { Names } from './scope.ts'

const boolean: ExpressionType = { kind: 'boolean' }

const functions: Readonly<Record<Exclude<Operator, 'notIn'>, { readonly name: FunctionName; readonly sign: string }>> =
  {
    equal: { name: 'equal', sign: '==' },
    notEqual: { name: 'not_equal', sign: '!=' },
    in: { name: 'in', sign: 'in' },
    lessThan: { name: 'less', sign: '<' },
    lessThanInclusive: { name: 'less_or_equal', sign: '<=' },
    greaterThan: { name: 'greater', sign: '>' },
    greaterThanInclusive: { name: 'greater_or_equal', sign: '>=' },
  }

/** Keeps the named conditions that a formula reads as derived values, each once. */
export function keepConditions(formula: Expression, names: Names): void {
  for (const name of readNames(formula).derived) {
    const condition = names.conditions.resolved.get(conditionReferredTo(name) ?? '')
    if (condition === undefined || names.derived.has(name)) continue
    const written = formulaOfCondition(condition)
    keepConditions(written, names)
    names.keepUnnamed(name, written)
  }
}

/** The formula that has the truth of a condition: unknown where it is, for want of the same facts. */
export function formulaOfCondition(condition: Condition): Expression {
  switch (condition.kind) {
    case 'always':
      return { kind: 'literal', type: boolean, value: true, source: 'true' }
    case 'all':
      return joined('and', condition.of)
    case 'any':
      return joined('or', condition.of)
    case 'not':
      return negated(formulaOfCondition(condition.of))
    case 'named': {
      const name = referenceTo(condition.name)
      return { kind: 'derived', type: boolean, name, source: name }
    }
    case 'leaf':
      return condition.operator === 'notIn'
        ? negated(comparison(condition, 'in'))
        : comparison(condition, condition.operator)
  }
}

function joined(name: 'and' | 'or', of: readonly Condition[]): Expression {
  const [first, ...more] = of.map(formulaOfCondition)
  if (first === undefined) throw new TypeError('a condition has no parts')
  if (more.length === 0) return first
  const args = [first, ...more]
  return call(name, args, args.map(bracketed).join(` ${name} `))
}

function negated(formula: Expression): Expression {
  return call('not', [formula], `not ${bracketed(formula)}`)
}

function bracketed({ kind, source }: Expression): string {
  return kind === 'call' ? `(${source})` : source
}

function call(name: FunctionName, args: readonly Expression[], source: string): Expression {
  return { kind: 'call', type: boolean, function: name, arguments: args, source }
}

function comparison(
  { operand, value }: Extract<Condition, { kind: 'leaf' }>,
  operator: Exclude<Operator, 'notIn'>,
): Expression {
  const { name, sign } = functions[operator]
  const left = nameOf(operand)
  if (value.kind !== 'literal') {
    const right = nameOf(value)
    return call(name, [left, right], `${left.source} ${sign} ${right.source}`)
  }
  const literals = [value.value].flat().map((one: Value) => literal(one, operand.type))
  const texts = literals.map(({ source }) => source)
  const shown = operator === 'in' ? `[${texts.join(', ')}]` : texts.join('')
  return call(name, [left, ...literals], `${left.source} ${sign} ${shown}`)
}

function nameOf({ kind, name, type }: Operand): Expression {
  return { kind, name, type, source: name }
}

function literal(value: Value, type: ExpressionType): Expression {
  return { kind: 'literal', type, value, source: sourceOf(value) }
}

function sourceOf(value: Value): string {
  if (value instanceof Rational) return value.toString()
  if (typeof value === 'boolean') return String(value)
  return JSON.stringify(typeof value === 'number' ? formatInstant(value) : value)
}
