import type { Rational } from '../../money/rational.ts'
import type { ExpressionType } from '../model/expression.ts'
import type { Sort } from './smt-term.ts'

/** A number as one of finitely many: the first whose condition holds; the last condition is `true`. */
export type Choices = readonly { readonly when: string; readonly value: Rational }[]

/** A formula as the solver sees it: a value where it is known; unknown, it may be so for a failed calculation. */
export interface Translated {
  readonly kind: ExpressionType['kind']
  /** Means nothing where it is not known. */
  readonly value: string
  readonly known: string
  /** Never true where the value is known. */
  readonly fault: string
  /** For numbers that are one of a few constants; null for all else. */
  readonly choices: Choices | null
}

const sorts: Readonly<Record<ExpressionType['kind'], Sort>> = {
  number: 'Real',
  text: 'Int',
  boolean: 'Bool',
  timestamp: 'Int',
  date: 'Int',
}

/** The sort of a kind of value. */
export function sortOf(kind: ExpressionType['kind']): Sort {
  return sorts[kind]
}

/** A value that is always known. */
export function knownTerm(kind: Translated['kind'], value: string): Translated {
  return { kind, value, known: 'true', fault: 'false', choices: null }
}
