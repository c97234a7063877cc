import { Rational } from '../../money/rational.ts'
import type { Expression } from '../model/expression.ts'
import type { Given } from '../model/given.ts'
import type { Policy } from '../model/policy.ts'
import { type Evaluated, type FactValues, Unknown } from '../model/value.ts'

/** One run of a policy over known facts: what its names and formulas are, each computed at most once. */
export interface Evaluation {
  readonly policy: Policy
  readonly facts: FactValues
  readonly now: number
  value(kind: 'fact' | 'derived', name: string): Evaluated
  /**
   * One of the policy's formulas. Levels and actions may read more than facts: what they are given;
   * with anything but `nothingGiven` the formula is computed at each call.
   */
  evaluate(expression: Expression, given: Given): Evaluated
  /**
   * The same run knowing further facts. What was computed stays, but for what reads one of them: that
   * is computed again when it is asked for. This evaluation stays as it is.
   */
  withFacts(more: FactValues): Evaluation
}

/** The value of a formula that was checked to be a number. */
export function numberOf(value: Evaluated): Rational | Unknown {
  if (value instanceof Unknown || value instanceof Rational) return value
  throw new TypeError(`expected a number, found a ${typeof value}`)
}

/** The value of a formula that was checked to be text. */
export function textOf(value: Evaluated): string | Unknown {
  if (value instanceof Unknown || typeof value === 'string') return value
  throw new TypeError(`expected text, found a ${value instanceof Rational ? 'number' : typeof value}`)
}

/** Unknown for the reasons of all that are unknown; null where every value is known. */
export function unknownAmong(values: readonly (Evaluated | null)[]): Unknown | null {
  let found: Unknown | null = null
  for (const value of values) {
    if (value instanceof Unknown) found = found === null ? value : found.and(value)
  }
  return found
}
