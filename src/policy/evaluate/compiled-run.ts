import type { FactLayout } from '../model/fact-slots.ts'
import type { Given } from '../model/given.ts'
import type { Evaluated, Truth, Value } from '../model/value.ts'

/** One run of a compiled policy: its facts by slot, and a place for each derived value and formula, filled when it is first asked for. */
export interface CompiledRun {
  readonly slots: readonly (Value | undefined)[]
  readonly now: number
  /** What the formula at hand may read beside facts. */
  given: Given
  readonly computed: (Evaluated | undefined)[]
}

export type CompiledFormula = (run: CompiledRun) => Evaluated
export type CompiledCondition = (run: CompiledRun) => Truth

/** Finds a name's value in a run. */
export type CompileOperand = (kind: 'fact' | 'derived', name: string) => CompiledFormula

/** What names stand for in conditions. */
export interface ConditionScope {
  readonly operand: CompileOperand
  readonly layout: FactLayout
}
