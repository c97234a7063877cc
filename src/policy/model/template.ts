import type { ExpressionType } from './expression.ts'
import type { Measure } from './measure.ts'

/** A text with placeholders: literal parts, and names in between. */
export type Template = readonly (string | TemplatePart)[]

/** A text in each of the policy's languages, by their tags. */
export type Words = ReadonlyMap<string, Template>

/** What stands between the literal parts of a text. */
export type TemplatePart = TemplatePlaceholder | MessagePart | TablePart

/** A name in a text that a value is put for. */
export type TemplatePlaceholder = NamedValue & {
  /** The text beside it says the unit or the currency: it is written without. */
  readonly bare: boolean
  /** The name behind it that says its currency; null where none does. */
  readonly currency: CurrencyName | null
}

/** What a placeholder names. */
export type NamedValue =
  | { readonly kind: 'fact' | 'derived'; readonly name: string; readonly type: ExpressionType }
  /** `refund` (credited now), `entitled`, `already_credited`, `currency`, `method`, `proposed`. */
  | { readonly kind: 'decision'; readonly name: DecisionPlaceholder }
  | { readonly kind: 'amount'; readonly name: string }
  /** A constant, a limit or a review time. */
  | { readonly kind: 'measure'; readonly name: string; readonly measure: Measure }

/** The currency of the decision, or a fact or derived value that holds one. */
export type CurrencyName = { readonly kind: 'decision' } | { readonly kind: 'fact' | 'derived'; readonly name: string }

/** One argument of ICU MessageFormat with its cases: `{days, plural, one {# day} other {# days}}`. */
export interface MessagePart {
  readonly kind: 'message'
  /** As written, but for its names, which ICU MessageFormat can read. */
  readonly source: string
  /** What the names in it stand for, by the name that the source has. */
  readonly values: ReadonlyMap<string, NamedValue>
}

/** A whole table, in a clause. */
export interface TablePart {
  readonly kind: 'table'
  readonly name: string
}

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

/** The values that a text names, those within messages among them. */
export function namedValues(template: Template): readonly NamedValue[] {
  return template.flatMap((part) => {
    if (typeof part === 'string' || part.kind === 'table') return []
    return part.kind === 'message' ? [...part.values.values()] : [part]
  })
}
