import type { Expression } from '../model/expression.ts'
import { FactSlots } from '../model/fact-slots.ts'
import { type Given, nothingGiven } from '../model/given.ts'
import type { Policy } from '../model/policy.ts'
import type { Evaluated, FactValues, Value } from '../model/value.ts'
import type { CompiledPolicy } from './compile-policy.ts'
import type { CompiledRun } from './compiled-run.ts'
import type { Evaluation } from './evaluation.ts'

/** A run of a compiled policy for asking, and for the evaluator that began it. */
export class CompiledEvaluation implements Evaluation, CompiledRun {
  readonly facts: FactSlots
  readonly slots: readonly (Value | undefined)[]
  readonly now: number
  /** What the formula at hand may read beside facts. */
  given: Given = nothingGiven
  readonly computed: (Evaluated | undefined)[]
  readonly #compiled: CompiledPolicy

  constructor(compiled: CompiledPolicy, facts: FactSlots, now: number, computed?: (Evaluated | undefined)[]) {
    this.facts = facts
    this.slots = facts.slots
    this.now = now
    this.computed = computed ?? compiled.places.slice()
    this.#compiled = compiled
  }

  /** Begins a run over facts. */
  static begin(compiled: CompiledPolicy, facts: FactValues, now: number): CompiledEvaluation {
    return new CompiledEvaluation(compiled, FactSlots.of(compiled.layout, facts), now)
  }

  /** The evaluation as a run; a TypeError where it was not begun on this very compiled policy. */
  static of(evaluation: Evaluation, compiled: CompiledPolicy): CompiledEvaluation {
    if (evaluation instanceof CompiledEvaluation && evaluation.#compiled === compiled) return evaluation
    throw new TypeError('this evaluator did not begin the evaluation')
  }

  get policy(): Policy {
    return this.#compiled.policy
  }

  value(kind: 'fact' | 'derived', name: string): Evaluated {
    return this.#compiled.operand(kind, name)(this)
  }

  evaluate(expression: Expression, given: Given): Evaluated {
    const formula = this.#compiled.formulas.get(expression)
    if (formula === undefined) throw new TypeError(`a formula was not compiled: ${expression.source}`)
    this.given = given
    return given === nothingGiven ? formula.once(this) : formula.compute(this)
  }

  /** Keeps what was computed, but for what reads one of the further facts. */
  withFacts(more: FactValues): CompiledEvaluation {
    const computed = [...this.computed]
    for (const fact of more.keys()) {
      for (const place of this.#compiled.placesReading.get(fact) ?? []) computed[place] = undefined
    }
    return new CompiledEvaluation(this.#compiled, this.facts.with(more), this.now, computed)
  }
}
