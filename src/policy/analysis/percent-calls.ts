import type { Expression } from '../model/expression.ts'
import type { Policy } from '../model/policy.ts'

/** The hundredths of every `percent` behind a formula, through derived values too. */
export function percentShares(policy: Policy, formula: Expression): readonly Expression[] {
  const found = new Set<Expression>()
  const seen = new Set<string>()
  const visit = (expression: Expression): void => {
    switch (expression.kind) {
      case 'literal':
      case 'fact':
      case 'given':
      case 'amount':
        return
      case 'derived': {
        const inner = policy.derived.get(expression.name)
        if (inner === undefined || seen.has(expression.name)) return
        seen.add(expression.name)
        visit(inner)
        return
      }
      case 'call': {
        const share = expression.function === 'percent' ? expression.arguments[1] : undefined
        if (share !== undefined) found.add(share)
        for (const argument of expression.arguments) visit(argument)
        return
      }
      case 'table':
        for (const key of expression.keys) visit(key)
    }
  }
  visit(formula)
  return [...found]
}
