import type { Condition } from '../model/condition.ts'
import { type Truth, Unknown, type Value } from '../model/value.ts'
import { oppositeOperators } from './operator-table.ts'

/** A literal behind a function: the engine copies conditions deeply at each run, but leaves functions alone. */
export type EngineLiteral = () => Value | readonly Value[]

/** A condition in json-rules-engine's form, without `not`. */
export type EngineGroup = { readonly all: EngineCondition[] } | { readonly any: EngineCondition[] }
type EngineCondition =
  | EngineGroup
  | { readonly fact: string; readonly operator: string; readonly value: EngineLiteral | { readonly fact: string } }

/** The constant fact behind conditions that always hold; no policy can declare such a name. */
export const alwaysFact = '#always'

/** The engine's form of a rule's condition: it asks that the root is a group. */
export function engineRoot(condition: Condition): EngineGroup {
  const root = engineCondition(condition)
  return 'fact' in root ? { all: [root] } : root
}

/** Every `not` is pushed inward, onto the operators: an unknown leaf can then be taken as false or as true, and nothing turns that round. */
function engineCondition(condition: Condition, negated = false): EngineCondition {
  switch (condition.kind) {
    case 'always':
      return { fact: alwaysFact, operator: negated ? 'notEqual' : 'equal', value: () => true }
    case 'all':
    case 'any': {
      const of = condition.of.map((inner) => engineCondition(inner, negated))
      return (condition.kind === 'all') === negated ? { any: of } : { all: of }
    }
    case 'not':
      return engineCondition(condition.of, !negated)
    case 'named':
      return engineCondition(condition.of, negated)
    case 'leaf': {
      const { operand, operator, value } = condition
      return {
        fact: operand.name,
        operator: negated ? oppositeOperators[operator] : operator,
        value: value.kind === 'literal' ? () => value.value : { fact: value.name },
      }
    }
  }
}

/** The right-hand side as the engine hands it to an operator: a literal, or the value of the fact it was compared with. */
export function literalValue(value: EngineLiteral | Value): Value | readonly Value[] {
  return typeof value === 'function' ? value() : value
}

/** What the engine notes at every condition it has evaluated. */
export interface EvaluatedCondition {
  readonly all?: readonly EvaluatedCondition[]
  readonly any?: readonly EvaluatedCondition[]
  readonly result?: boolean
  readonly factResult?: unknown
  readonly valueResult?: unknown
}

/** Whether any of what a condition looked at was unknown. */
export function hasUnknown(condition: EvaluatedCondition): boolean {
  const inner = condition.all ?? condition.any
  if (inner !== undefined) return inner.some(hasUnknown)
  return condition.factResult instanceof Unknown || condition.valueResult instanceof Unknown
}

/** Why a condition is unknown that was false with unknown leaves as false, and true with them as true. */
function causeOf(must: EvaluatedCondition, may: EvaluatedCondition): Unknown | null {
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
