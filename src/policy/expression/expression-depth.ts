import type { Expression } from '../model/expression.ts'

/** How deeply the parts of a formula nest, those of the derived values that it reads included. */
export function expressionDepth(expression: Expression, depthOfDerived: (name: string) => number): number {
  switch (expression.kind) {
    case 'literal':
    case 'fact':
    case 'given':
    case 'amount':
      return 1
    case 'derived':
      return 1 + depthOfDerived(expression.name)
    case 'call':
      return 1 + deepest(expression.arguments, depthOfDerived)
    case 'table':
      return 1 + deepest(expression.keys, depthOfDerived)
  }
}

function deepest(expressions: readonly Expression[], depthOfDerived: (name: string) => number): number {
  return Math.max(0, ...expressions.map((expression) => expressionDepth(expression, depthOfDerived)))
}
