import type { Condition } from '../model/condition.ts'
import type { Expression } from '../model/expression.ts'
import type { DisputeRule, Policy, RefundRule } from '../model/policy.ts'
import type { Value } from '../model/value.ts'

/** Every literal in the conditions and formulas of these rules, those of derived values that they read among them. */
export function literalsOfRules(policy: Policy, rules: readonly (RefundRule | DisputeRule)[]): readonly Value[] {
  const found: Value[] = []
  const seen = new Set<string>()
  const takeName = (kind: 'fact' | 'derived', name: string): void => {
    const behind = kind === 'derived' && !seen.has(name) ? policy.derived.get(name) : undefined
    seen.add(name)
    if (behind !== undefined) takeFormula(behind)
  }
  const takeFormula = (formula: Expression | null): void => {
    switch (formula?.kind) {
      case 'literal':
        found.push(formula.value)
        return
      case 'fact':
      case 'derived':
        return takeName(formula.kind, formula.name)
      case 'call':
        formula.arguments.forEach(takeFormula)
        return
      case 'table':
        formula.keys.forEach(takeFormula)
        return
      default:
    }
  }
  const takeCondition = (condition: Condition): void => {
    switch (condition.kind) {
      case 'always':
        return
      case 'all':
      case 'any':
        condition.of.forEach(takeCondition)
        return
      case 'not':
      case 'named':
        return takeCondition(condition.of)
      case 'leaf':
        takeName(condition.operand.kind, condition.operand.name)
        if (condition.value.kind === 'literal') found.push(...[condition.value.value].flat())
        else takeName(condition.value.kind, condition.value.name)
    }
  }
  for (const rule of rules) {
    takeCondition(rule.when)
    if (!('refund' in rule)) continue
    for (const formula of [rule.refund, rule.method, ...rule.amounts.map((amount) => amount.formula)])
      takeFormula(formula)
  }
  return found
}
