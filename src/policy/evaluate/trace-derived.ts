import { readNames } from '../expression/read-names.ts'
import type { Condition } from '../model/condition.ts'
import { operandsOf } from '../model/condition-operands.ts'
import type { Expression } from '../model/expression.ts'
import type { Policy } from '../model/policy.ts'
import { Unknown } from '../model/value.ts'
import type { Evaluation } from './evaluation.ts'
import { type TracedValue, traceValue } from './trace-value.ts'

/** One derived value with its formula as written, ready for JSON. */
export interface DerivedTrace {
  readonly name: string
  readonly formula: string
  /** Null where it is unknown: then `missing_facts` and `fault` say why. */
  readonly value: TracedValue
  readonly missing_facts: readonly string[]
  readonly fault: string | null
}

/** The derived values that conditions and formulas read, directly or through others, in the policy's order. */
export function traceDerived(
  evaluation: Evaluation,
  readers: { readonly conditions: readonly Condition[]; readonly formulas: readonly Expression[] },
): readonly DerivedTrace[] {
  const read = new Set<string>()
  const visit = (name: string): void => {
    if (read.has(name)) return
    read.add(name)
    const formula = evaluation.policy.derived.get(name)
    if (formula !== undefined) readNames(formula).derived.forEach(visit)
  }
  for (const { kind, name } of operandsOf(readers.conditions)) if (kind === 'derived') visit(name)
  for (const formula of readers.formulas) readNames(formula).derived.forEach(visit)
  return derivedOf(evaluation.policy, read).map(([name, formula]) => derivedTrace(evaluation, name, formula))
}

function derivedOf({ derived }: Policy, names: ReadonlySet<string>): readonly (readonly [string, Expression])[] {
  return [...derived].filter(([name]) => names.has(name))
}

function derivedTrace(evaluation: Evaluation, name: string, formula: Expression): DerivedTrace {
  const value = evaluation.value('derived', name)
  const unknown = value instanceof Unknown ? value : null
  return {
    name,
    formula: formula.source,
    value: traceValue(value),
    missing_facts: unknown === null ? [] : [...unknown.facts].sort(),
    fault: unknown === null ? null : unknown.fault,
  }
}
