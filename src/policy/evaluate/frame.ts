import type { Rational } from '../../money/rational.ts'
import type { Evaluated, FactValues, Truth } from '../model/value.ts'

/** What one run of a compiled policy works on: its input, and one slot for each derived value. */
export interface Frame {
  readonly facts: FactValues
  readonly now: number
  /** What the decision's review level may ask for; null where there is none. */
  refund: Rational | null
  readonly derived: (Evaluated | undefined)[]
}

export type CompiledFormula = (frame: Frame) => Evaluated
export type CompiledCondition = (frame: Frame) => Truth

/** Finds a name's value in a frame. */
export type CompileOperand = (kind: 'fact' | 'derived', name: string) => CompiledFormula
