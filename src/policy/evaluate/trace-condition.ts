import type { Condition, Operator } from '../model/condition.ts'
import { type Truth, Unknown, type Value } from '../model/value.ts'
import type { Evaluation } from './evaluation.ts'
import { operatorTable } from './operator-table.ts'
import { type TracedValue, traceValue } from './trace-value.ts'

export type TruthText = true | false | 'unknown'

/** One condition of a rule and what became of it, ready for JSON. */
export type ConditionTrace =
  | { readonly kind: 'always'; readonly result: TruthText }
  | { readonly kind: 'all' | 'any'; readonly result: TruthText; readonly of: readonly ConditionTrace[] }
  | { readonly kind: 'not'; readonly result: TruthText; readonly of: readonly [ConditionTrace] }
  | {
      readonly kind: 'named'
      readonly name: string
      readonly result: TruthText
      readonly of: readonly [ConditionTrace]
    }
  | {
      readonly kind: 'leaf'
      readonly fact: string
      readonly operator: Operator
      /** The literal, or the name of the fact compared with and what it is. */
      readonly expected: TracedValue | readonly TracedValue[] | { readonly fact: string; readonly value: TracedValue }
      /** Null where it is unknown. */
      readonly actual: TracedValue
      readonly result: TruthText
    }

/** A condition's truth together with the tree that explains it. */
export interface TracedCondition {
  readonly truth: Truth
  readonly trace: ConditionTrace
}

/** Evaluates a condition whole, every branch of it, for an explanation. */
export function traceCondition(condition: Condition, evaluation: Evaluation): TracedCondition {
  switch (condition.kind) {
    case 'always':
      return { truth: true, trace: { kind: 'always', result: true } }
    case 'all':
    case 'any': {
      const inner = condition.of.map((one) => traceCondition(one, evaluation))
      const truth = combined(condition.kind === 'any', inner)
      return { truth, trace: { kind: condition.kind, result: truthText(truth), of: inner.map(({ trace }) => trace) } }
    }
    case 'not': {
      const inner = traceCondition(condition.of, evaluation)
      const truth = inner.truth instanceof Unknown ? inner.truth : !inner.truth
      return { truth, trace: { kind: 'not', result: truthText(truth), of: [inner.trace] } }
    }
    case 'named': {
      const { truth, trace } = traceCondition(condition.of, evaluation)
      return { truth, trace: { kind: 'named', name: condition.name, result: truthText(truth), of: [trace] } }
    }
    case 'leaf':
      return traceLeaf(condition, evaluation)
  }
}

/** A truth as JSON holds it; why it is unknown is left out. */
export function truthText(truth: Truth): TruthText {
  return truth instanceof Unknown ? 'unknown' : truth
}

function combined(decisive: boolean, inner: readonly TracedCondition[]): Truth {
  if (inner.some(({ truth }) => truth === decisive)) return decisive
  let cause: Unknown | null = null
  for (const { truth } of inner) {
    if (truth instanceof Unknown) cause = cause === null ? truth : cause.and(truth)
  }
  return cause ?? !decisive
}

function traceLeaf(leaf: Extract<Condition, { kind: 'leaf' }>, evaluation: Evaluation): TracedCondition {
  const left = evaluation.value(leaf.operand.kind, leaf.operand.name)
  const right = leaf.value.kind === 'literal' ? leaf.value.value : evaluation.value(leaf.value.kind, leaf.value.name)
  const truth = leafTruth(leaf.operator, left, right)
  return {
    truth,
    trace: {
      kind: 'leaf',
      fact: leaf.operand.name,
      operator: leaf.operator,
      expected: expectedValue(leaf.value, evaluation),
      actual: traceValue(left),
      result: truthText(truth),
    },
  }
}

function leafTruth(operator: Operator, left: Value | Unknown, right: Value | readonly Value[] | Unknown): Truth {
  if (left instanceof Unknown) return right instanceof Unknown ? left.and(right) : left
  return right instanceof Unknown ? right : operatorTable[operator](left, right)
}

function expectedValue(
  value: Extract<Condition, { kind: 'leaf' }>['value'],
  evaluation: Evaluation,
): Extract<ConditionTrace, { kind: 'leaf' }>['expected'] {
  if (value.kind !== 'literal') {
    return { fact: value.name, value: traceValue(evaluation.value(value.kind, value.name)) }
  }
  if (Array.isArray(value.value)) return (value.value as readonly Value[]).map((one) => traceValue(one))
  return traceValue(value.value as Value)
}
