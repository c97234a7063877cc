import { evaluateExpression } from '../expression/evaluate-expression.ts'
import type { Expression } from '../model/expression.ts'
import { nothingGiven } from '../model/given.ts'
import type { FactDeclaration, Policy } from '../model/policy.ts'
import { type Evaluated, type FactValues, Unknown } from '../model/value.ts'

/** A fact that is missing, and the formula that requires it. */
interface Requirement {
  readonly declaration: FactDeclaration
  readonly when: Expression
}

/** The facts that are missing although the formula that requires them is true; where it is unknown they are not required. */
export function requiredNow(policy: Policy, facts: FactValues, now: number): readonly Requirement[] {
  const missing = [...policy.requiredWhen].filter(([name]) => !facts.has(name))
  if (missing.length === 0) return []
  const evaluate = interpreter(policy, facts, now)
  return missing.flatMap(([name, when]) => {
    const declaration = policy.facts.get(name)
    return declaration !== undefined && evaluate(when) === true ? [{ declaration, when }] : []
  })
}

function interpreter(policy: Policy, facts: FactValues, now: number): (formula: Expression) => Evaluated {
  const { timeZone, workingDays, tables } = policy
  const computed = new Map<string, Evaluated>()
  const value = (kind: 'fact' | 'derived', name: string): Evaluated => {
    if (kind === 'fact') return facts.get(name) ?? Unknown.of(name)
    const formula = policy.derived.get(name)
    if (formula === undefined) throw new TypeError(`no derived value is called ${name}`)
    const found = computed.get(name) ?? evaluate(formula)
    computed.set(name, found)
    return found
  }
  const evaluate = (formula: Expression): Evaluated =>
    evaluateExpression(formula, { value, now, given: nothingGiven, timeZone, workingDays, tables })
  return evaluate
}
