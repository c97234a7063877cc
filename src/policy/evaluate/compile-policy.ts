import { factsOf } from '../expression/facts-of.ts'
import type { Expression } from '../model/expression.ts'
import { type FactLayout, factLayout } from '../model/fact-slots.ts'
import type { Policy } from '../model/policy.ts'
import { Unknown } from '../model/value.ts'
import { compileExpression } from './compile-expression.ts'
import type { CompiledFormula, CompileOperand } from './compiled-run.ts'
import { policyFormulas } from './policy-formulas.ts'

/** A policy's names and formulas as closures over a run. */
export interface CompiledPolicy {
  readonly policy: Policy
  readonly operand: CompileOperand
  readonly formulas: ReadonlyMap<Expression, FormulaClosures>
  readonly layout: FactLayout
  /** The places that a run needs for what it computes once, nothing computed yet, to copy. */
  readonly places: readonly undefined[]
  /** For each fact the places whose value depends on it, directly or through derived values. */
  readonly placesReading: ReadonlyMap<string, readonly number[]>
}

interface FormulaClosures {
  /** Computes at each call. */
  readonly compute: CompiledFormula
  /** Computes once in a run, with nothing given beside the facts. */
  readonly once: CompiledFormula
}

/** Turns every name and formula of a policy into a closure, one in each step. */
export function* compilePolicy(policy: Policy): Generator<void, CompiledPolicy> {
  const places: Expression[] = []
  const derived = new Map<string, CompiledFormula>()
  const operand = operandCompiler(policy, derived)
  const closures = (expression: Expression): FormulaClosures => {
    const compute = compileExpression(expression, { policy, operand })
    if (expression.kind !== 'call' && expression.kind !== 'table') return { compute, once: compute }
    return { compute, once: placedFormula(places.push(expression) - 1, compute) }
  }
  // Each reads facts and earlier ones only, so what it needs is compiled before it.
  for (const [name, expression] of policy.derived) {
    derived.set(name, closures(expression).once)
    yield
  }
  const formulas = new Map<Expression, FormulaClosures>()
  for (const expression of policyFormulas(policy)) {
    formulas.set(expression, closures(expression))
    yield
  }
  const layout = factLayout(policy)
  const placesReading = yield* placesByFact(places, policy)
  return { policy, operand, layout, formulas, places: places.map(() => undefined), placesReading }
}

function operandCompiler(policy: Policy, derived: ReadonlyMap<string, CompiledFormula>): CompileOperand {
  const facts = new Map<string, CompiledFormula>()
  for (const [name, slot] of factLayout(policy).slotOf) facts.set(name, factFormula(name, slot))
  return (kind, name) => {
    const formula = (kind === 'fact' ? facts : derived).get(name)
    if (formula === undefined) throw new TypeError(`the policy declares no ${kind} called ${name}`)
    return formula
  }
}

function factFormula(name: string, slot: number): CompiledFormula {
  const unknown = Unknown.of(name)
  return (run) => run.slots[slot] ?? unknown
}

function placedFormula(place: number, formula: CompiledFormula): CompiledFormula {
  return (run) => {
    const known = run.computed[place]
    if (known !== undefined) return known
    const computed = formula(run)
    run.computed[place] = computed
    return computed
  }
}

function* placesByFact(
  places: readonly Expression[],
  { derived }: Policy,
): Generator<void, CompiledPolicy['placesReading']> {
  const reading = new Map<string, number[]>()
  for (const [place, expression] of places.entries()) {
    for (const fact of factsOf(expression, derived)) {
      const known = reading.get(fact)
      if (known === undefined) reading.set(fact, [place])
      else known.push(place)
    }
    yield
  }
  return reading
}
