import type { ExpressionType } from './expression.ts'
import type { Value } from './value.ts'

/** What a leaf may compare by; orderings for numbers, timestamps and dates only. */
export const operators = [
  'equal',
  'notEqual',
  'in',
  'notIn',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
] as const
export type Operator = (typeof operators)[number]

/** A condition of three-valued truth, named conditions resolved and types checked. */
export type Condition =
  | { readonly kind: 'always' }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'named'; readonly name: string; readonly of: Condition }
  | {
      readonly kind: 'leaf'
      /** The name as written, and whether it is a fact or a derived value. */
      readonly operand: Operand
      readonly operator: Operator
      /** One typed literal, an array for `in` and `notIn`, or another operand. */
      readonly value: Operand | { readonly kind: 'literal'; readonly value: Value | readonly Value[] }
    }

/** A declared fact or derived value with its type. */
export interface Operand {
  readonly kind: 'fact' | 'derived'
  readonly name: string
  readonly type: ExpressionType
}
