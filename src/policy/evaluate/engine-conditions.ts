import { Rational } from '../../money/rational.ts'
import type { Condition } from '../condition.ts'
import { type Truth, Unknown, type Value } from '../value.ts'
import { oppositeOperators } from './operator-table.ts'

/** A literal that survives the engine's deep copies. */
export type EngineLiteral =
  | { readonly type: 'number'; readonly text: string }
  | { readonly type: 'plain'; readonly value: string | number | boolean }
  | { readonly type: 'list'; readonly of: readonly EngineLiteral[] }

/** A condition in json-rules-engine's form, without `not`. */
export type EngineCondition =
  | { readonly all: EngineCondition[] }
  | { readonly any: EngineCondition[] }
  | { readonly fact: string; readonly operator: string; readonly value: EngineLiteral | { readonly fact: string } }

/** The constant fact behind conditions that always hold; no policy can declare such a name. */
export const alwaysFact = '#always'

/**
 * The engine's form of a condition that is not simply `always`. Every `not` is pushed inward, onto the operators, so
 * that an unknown leaf can be taken as false or as true without a negation turning it round.
 */
export function engineCondition(condition: Condition, negated = false): EngineCondition {
  switch (condition.kind) {
    case 'always':
      return { fact: alwaysFact, operator: negated ? 'notEqual' : 'equal', value: { type: 'plain', value: true } }
    case 'all':
    case 'any': {
      const of = condition.of.map((inner) => engineCondition(inner, negated))
      return (condition.kind === 'all') === negated ? { any: of } : { all: of }
    }
    case 'not':
      return engineCondition(condition.of, !negated)
    case 'named':
      return engineCondition(condition.of, negated)
    case 'leaf':
      return {
        fact: condition.operand.name,
        operator: negated ? oppositeOperators[condition.operator] : condition.operator,
        value:
          condition.value.kind === 'literal' ? engineLiteral(condition.value.value) : { fact: condition.value.name },
      }
  }
}

/** The typed value behind an engine's right-hand side: a literal as it was translated, or a fact's value as it is. */
export function literalValue(value: unknown): Value | readonly Value[] {
  if (!isEngineLiteral(value)) return value as Value
  switch (value.type) {
    case 'number':
      return Rational.of(value.text)
    case 'plain':
      return value.value
    case 'list':
      return value.of.map((one) => literalValue(one) as Value)
  }
}

/** What the engine notes at every condition it has evaluated. */
export interface EvaluatedCondition {
  readonly all?: readonly EvaluatedCondition[]
  readonly any?: readonly EvaluatedCondition[]
  readonly result?: boolean
  readonly factResult?: unknown
  readonly valueResult?: unknown
}

/** Why a condition is unknown that was false with unknown leaves as false, and true with them as true. */
export function causeOf(must: EvaluatedCondition, may: EvaluatedCondition): Unknown | null {
  let cause: Unknown | null = null
  const add = (found: unknown): void => {
    if (found instanceof Unknown) cause = cause === null ? found : cause.and(found)
  }
  const inner = must.all ?? must.any
  const innerMay = may.all ?? may.any ?? []
  if (inner === undefined) {
    add(must.factResult)
    add(must.valueResult)
    return cause
  }
  for (const [index, one] of inner.entries()) {
    const other = innerMay[index]
    if (other !== undefined && one.result === false && other.result === true) add(causeOf(one, other))
  }
  return cause
}

/** Three-valued truth from the two runs. */
export function truthOfRuns(
  must: { readonly result: boolean; readonly conditions: EvaluatedCondition },
  may: { readonly result: boolean; readonly conditions: EvaluatedCondition },
): Truth {
  if (must.result) return true
  if (!may.result) return false
  const cause = causeOf(must.conditions, may.conditions)
  if (cause === null) throw new TypeError('a condition is unknown without a cause')
  return cause
}

function engineLiteral(value: Value | readonly Value[]): EngineLiteral {
  if (value instanceof Rational) return { type: 'number', text: value.toDecimal() }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return { type: 'plain', value }
  }
  return { type: 'list', of: value.map(engineLiteral) }
}

function isEngineLiteral(value: unknown): value is EngineLiteral {
  return typeof value === 'object' && value !== null && !(value instanceof Rational) && 'type' in value
}
