import type { ExpressionType } from './expression.ts'

/** A text with placeholders: literal parts, and names in between. */
export type Template = readonly (string | TemplatePlaceholder)[]
/** A name in a text that a value is put for. */
export type TemplatePlaceholder =
  | { readonly kind: 'fact' | 'derived'; readonly name: string; readonly type: ExpressionType }
  /** `refund` (credited now), `entitled`, `already_credited`, `currency`, `method`, `proposed`. */
  | { readonly kind: 'decision'; readonly name: DecisionPlaceholder }
  | { readonly kind: 'amount'; readonly name: string }
/** What a text may say of the decision itself. */
export const decisionPlaceholders = [
  'refund',
  'entitled',
  'already_credited',
  'proposed',
  'currency',
  'method',
] as const
export type DecisionPlaceholder = (typeof decisionPlaceholders)[number]
