import type { ExpressionType } from '../model/expression.ts'
import type { FactType } from '../model/value.ts'

/** The type that a fact has in formulas; `values` are an enum's, in their declared order. */
export function expressionTypeOf(factType: FactType, values: readonly string[] | null): ExpressionType {
  switch (factType) {
    case 'string':
      return { kind: 'text' }
    case 'enum':
      return values === null ? { kind: 'text' } : { kind: 'text', values }
    case 'integer':
    case 'decimal':
      return { kind: 'number' }
    case 'boolean':
    case 'timestamp':
    case 'date':
      return { kind: factType }
  }
}

/** The type of a value that may come from either: texts list their values only if both sides do. */
export function joinTypes(left: ExpressionType, right: ExpressionType): ExpressionType {
  if (left.kind !== 'text' || right.kind !== 'text') return left
  if (left.values === undefined || right.values === undefined) return { kind: 'text' }
  return { kind: 'text', values: [...new Set([...left.values, ...right.values])] }
}

/** For messages: `a number`, `a text`. */
export function describeType(type: ExpressionType): string {
  return `a ${type.kind}`
}
