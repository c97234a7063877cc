import type { FunctionName } from '../model/expression.ts'

/** A formula as written, before names and types are known; `start` and `end` are offsets into its text. */
export type FormulaSyntax = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'operation'; readonly function: FunctionName; readonly arguments: readonly FormulaSyntax[] }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly FormulaSyntax[] }
  /** Its fault was reported where it stands. */
  | { readonly kind: 'refused' }
)
