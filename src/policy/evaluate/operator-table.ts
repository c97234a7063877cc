import { compareValues, equalValues } from '../expression/compare-values.ts'
import type { Operator } from '../model/condition.ts'
import type { Value } from '../model/value.ts'

type Compare = (left: Value, right: Value | readonly Value[]) => boolean

/** What each operator of a condition says of two known values of one type: the one table behind every evaluator. */
export const operatorTable: Readonly<Record<Operator, Compare>> = {
  equal: (left, right) => equalValues(left, single(right)),
  notEqual: (left, right) => !equalValues(left, single(right)),
  in: (left, right) => list(right).some((one) => equalValues(left, one)),
  notIn: (left, right) => list(right).every((one) => !equalValues(left, one)),
  lessThan: (left, right) => compareValues(left, single(right)) < 0,
  lessThanInclusive: (left, right) => compareValues(left, single(right)) <= 0,
  greaterThan: (left, right) => compareValues(left, single(right)) > 0,
  greaterThanInclusive: (left, right) => compareValues(left, single(right)) >= 0,
}

/** The operator that is true exactly where the other is false. */
export const oppositeOperators: Readonly<Record<Operator, Operator>> = {
  equal: 'notEqual',
  notEqual: 'equal',
  in: 'notIn',
  notIn: 'in',
  lessThan: 'greaterThanInclusive',
  lessThanInclusive: 'greaterThan',
  greaterThan: 'lessThanInclusive',
  greaterThanInclusive: 'lessThan',
}

function single(value: Value | readonly Value[]): Value {
  if (isList(value)) throw new TypeError('the operator takes one value, not a list')
  return value
}

function list(value: Value | readonly Value[]): readonly Value[] {
  if (!isList(value)) throw new TypeError('the operator takes a list')
  return value
}

function isList(value: Value | readonly Value[]): value is readonly Value[] {
  return Array.isArray(value)
}
