import { valueText } from '../evaluate/value-text.ts'
import type { Condition, Operator } from '../model/condition.ts'
import type { Value } from '../model/value.ts'

const signs: Readonly<Record<Operator, string>> = {
  equal: '==',
  notEqual: '!=',
  in: 'in',
  notIn: 'not in',
  lessThan: '<',
  lessThanInclusive: '<=',
  greaterThan: '>',
  greaterThanInclusive: '>=',
}

/** A literal as it stands in a formula: text in quotes. */
export function writtenValue(value: Value): string {
  return typeof value === 'string' ? `'${value}'` : valueText(value)
}

/** A condition as the formula that means the same. */
export function writtenCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'always':
      return 'true'
    case 'named':
      return `condition(${condition.name})`
    case 'not':
      return `not ${inBrackets(condition.of)}`
    case 'all':
      return condition.of.map(inBrackets).join(' and ')
    case 'any':
      return condition.of.map(inBrackets).join(' or ')
    case 'leaf':
      return `${condition.operand.name} ${signs[condition.operator]} ${writtenOperand(condition.value)}`
  }
}

function inBrackets(condition: Condition): string {
  const text = writtenCondition(condition)
  return condition.kind === 'all' || condition.kind === 'any' ? `(${text})` : text
}

function writtenOperand(value: Extract<Condition, { kind: 'leaf' }>['value']): string {
  if (value.kind !== 'literal') return value.name
  if (!isList(value.value)) return writtenValue(value.value)
  return `[${value.value.map(writtenValue).join(', ')}]`
}

function isList(value: Value | readonly Value[]): value is readonly Value[] {
  return Array.isArray(value)
}
