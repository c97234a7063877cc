import type { Expression } from '../model/expression.ts'

/** Whether a formula reads `refund` or a named amount: its value then belongs to one decision. Derived values read neither. */
export function readsRefund(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
    case 'fact':
    case 'derived':
      return false
    case 'given':
      return expression.name === 'refund'
    case 'amount':
      return true
    case 'call':
      return expression.arguments.some(readsRefund)
    case 'table':
      return expression.keys.some(readsRefund)
  }
}
