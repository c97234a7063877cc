import type { Rational } from '../../money/rational.ts'
import type { Expression } from '../model/expression.ts'
import type { Policy } from '../model/policy.ts'
import type { Evaluated, FactValues } from '../model/value.ts'
import type { CompiledPolicy } from './compile-policy.ts'
import type { CompiledRun } from './compiled-run.ts'
import type { Evaluation } from './evaluation.ts'

/** A run of a compiled policy for asking; the run itself is for the evaluator that began it. */
export class CompiledEvaluation implements Evaluation {
  readonly policy: Policy
  readonly facts: FactValues
  readonly now: number
  readonly #compiled: CompiledPolicy
  readonly #run: CompiledRun

  constructor(compiled: CompiledPolicy, run: CompiledRun) {
    this.policy = compiled.policy
    this.facts = run.facts
    this.now = run.now
    this.#compiled = compiled
    this.#run = run
  }

  /** The run behind an evaluation; a TypeError where it was not begun on this very compiled policy. */
  static runOf(evaluation: Evaluation, compiled: CompiledPolicy): CompiledRun {
    if (evaluation instanceof CompiledEvaluation && evaluation.#compiled === compiled) return evaluation.#run
    throw new TypeError('this evaluator did not begin the evaluation')
  }

  value(kind: 'fact' | 'derived', name: string): Evaluated {
    return this.#compiled.operand(kind, name)(this.#run)
  }

  evaluate(expression: Expression, refund: Rational | null): Evaluated {
    const formula = this.#compiled.formulas.get(expression)
    if (formula === undefined) throw new TypeError(`a formula was not compiled: ${expression.source}`)
    this.#run.refund = refund
    return refund === null ? formula.once(this.#run) : formula.compute(this.#run)
  }

  withFacts(more: FactValues): CompiledEvaluation {
    return new CompiledEvaluation(this.#compiled, runWith(this.#run, more, this.#compiled))
  }
}

/** Keeps what was computed, but for what reads one of the further facts. */
function runWith(run: CompiledRun, more: FactValues, { slotsReading }: CompiledPolicy): CompiledRun {
  const slots = [...run.slots]
  for (const fact of more.keys()) {
    for (const slot of slotsReading.get(fact) ?? []) slots[slot] = undefined
  }
  return { facts: new Map([...run.facts, ...more]), now: run.now, refund: null, slots }
}
