import { evaluateExpression } from '../expression/evaluate-expression.ts'
import type { Policy } from '../model/policy.ts'
import { type Evaluated, type FactValues, Unknown } from '../model/value.ts'
import type { Evaluation } from './evaluation.ts'

/** Interprets formulas as they stand; a derived value is computed when first asked for, and once. */
export function interpretedEvaluation(policy: Policy, facts: FactValues, now: number): Evaluation {
  const derived = new Map<string, Evaluated>()
  const scope = { value, now, refund: null, timeZone: policy.timeZone, tables: policy.tables }

  function value(kind: 'fact' | 'derived', name: string): Evaluated {
    if (kind === 'fact') return facts.get(name) ?? Unknown.of(name)
    const known = derived.get(name)
    if (known !== undefined) return known
    const formula = policy.derived.get(name)
    if (formula === undefined) throw new TypeError(`no derived value is called ${name}`)
    const computed = evaluateExpression(formula, scope)
    derived.set(name, computed)
    return computed
  }

  return {
    policy,
    value,
    evaluate: (expression, refund) => evaluateExpression(expression, refund === null ? scope : { ...scope, refund }),
  }
}
