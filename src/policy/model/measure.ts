import type { ExpressionType } from './expression.ts'
import type { Value } from './value.ts'

/** A value that is known when the policy is read, and the unit it counts in: a constant, a limit, a review time. */
export interface Measure {
  readonly value: Value
  readonly type: ExpressionType
  /** `percent`, a unit of time, a currency, or a word that only says what a number counts; null where there is none. */
  readonly unit: string | null
}

/** What a constant may be declared as. */
export const constantTypes = ['integer', 'decimal', 'string', 'boolean', 'timestamp', 'date', 'duration'] as const
export type ConstantType = (typeof constantTypes)[number]
