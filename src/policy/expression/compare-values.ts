import { Rational } from '../../money/rational.ts'
import type { Value } from '../model/value.ts'

/** Negative, zero or positive for two known values of one type: numbers exactly, timestamps and dates by time. */
export function compareValues(left: Value, right: Value): number {
  if (left instanceof Rational && right instanceof Rational) return left.compare(right)
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0
  throw new TypeError('the values have no order')
}

/** Whether two known values of one type are the same: numbers exactly, whatever their digits. */
export function equalValues(left: Value, right: Value): boolean {
  return left instanceof Rational && right instanceof Rational ? left.equals(right) : left === right
}
