import { operandsOf } from '../model/condition-operands.ts'
import type { Expression } from '../model/expression.ts'
import type { Policy, RefundRule } from '../model/policy.ts'

/** The facts that a rule's condition and refund read through `coalesce`, `known` or `if`: it may pay without them. */
export function guardedFacts(policy: Policy, rule: RefundRule): readonly string[] {
  const found = new Set<string>()
  const seen = new Set<Expression>()
  const visit = (expression: Expression, isGuarded: boolean): void => {
    switch (expression.kind) {
      case 'literal':
      case 'given':
      case 'amount':
        return
      case 'fact':
        if (isGuarded) found.add(expression.name)
        return
      case 'derived': {
        const formula = policy.derived.get(expression.name)
        if (formula === undefined || (seen.has(formula) && !isGuarded)) return
        seen.add(formula)
        visit(formula, isGuarded)
        return
      }
      case 'call':
        for (const argument of expression.arguments) visit(argument, isGuarded || guards.has(expression.function))
        return
      case 'table':
        for (const key of expression.keys) visit(key, isGuarded)
    }
  }
  for (const { kind, name, type } of operandsOf([rule.when])) visit({ kind, name, type, source: name }, false)
  if (rule.refund !== null) visit(rule.refund, false)
  return [...found].filter((name) => policy.facts.get(name)?.presence === 'optional').sort()
}

const guards: ReadonlySet<string> = new Set(['coalesce', 'known', 'if'])
