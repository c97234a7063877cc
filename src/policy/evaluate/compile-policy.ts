import { factsOf } from '../expression/facts-of.ts'
import type { Expression } from '../model/expression.ts'
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
  /** For each fact the slots whose value depends on it, directly or through derived values. */
  readonly slotsReading: ReadonlyMap<string, readonly number[]>
}

interface FormulaClosures {
  /** Computes at each call. */
  readonly compute: CompiledFormula
  /** Computes once in a run, without a refund. */
  readonly once: CompiledFormula
}

/** Turns every name and formula of a policy into a closure. */
export function compilePolicy(policy: Policy): CompiledPolicy {
  const slots: Expression[] = []
  const derived = new Map<string, CompiledFormula>()
  const operand = operandCompiler(policy, derived)
  const closures = (expression: Expression): FormulaClosures => {
    const compute = compileExpression(expression, { policy, operand })
    if (expression.kind !== 'call' && expression.kind !== 'table') return { compute, once: compute }
    return { compute, once: slotFormula(slots.push(expression) - 1, compute) }
  }
  // Each reads facts and earlier ones only, so what it needs is compiled before it.
  for (const [name, expression] of policy.derived) derived.set(name, closures(expression).once)
  const formulas = new Map(policyFormulas(policy).map((expression) => [expression, closures(expression)]))
  return { policy, operand, formulas, slotsReading: slotsByFact(slots, policy) }
}

function operandCompiler(policy: Policy, derived: ReadonlyMap<string, CompiledFormula>): CompileOperand {
  const facts = new Map<string, CompiledFormula>()
  for (const name of policy.facts.keys()) facts.set(name, factFormula(name))
  return (kind, name) => {
    const formula = (kind === 'fact' ? facts : derived).get(name)
    if (formula === undefined) throw new TypeError(`the policy declares no ${kind} called ${name}`)
    return formula
  }
}

function factFormula(name: string): CompiledFormula {
  const unknown = Unknown.of(name)
  return (run) => run.facts.get(name) ?? unknown
}

function slotFormula(slot: number, formula: CompiledFormula): CompiledFormula {
  return (run) => {
    const known = run.slots[slot]
    if (known !== undefined) return known
    const computed = formula(run)
    run.slots[slot] = computed
    return computed
  }
}

function slotsByFact(slots: readonly Expression[], { derived }: Policy): CompiledPolicy['slotsReading'] {
  const reading = new Map<string, number[]>()
  for (const [slot, expression] of slots.entries()) {
    for (const fact of factsOf(expression, derived)) reading.set(fact, [...(reading.get(fact) ?? []), slot])
  }
  return reading
}
