import type { Condition } from '../model/condition.ts'
import type { Expression } from '../model/expression.ts'
import type { Policy } from '../model/policy.ts'
import { type FactValues, Unknown } from '../model/value.ts'
import { compileCondition } from './compile-condition.ts'
import { compileExpression } from './compile-expression.ts'
import { disputeRuling } from './dispute-ruling.ts'
import type { Evaluation } from './evaluation.ts'
import type { SynchronousEvaluator } from './evaluator.ts'
import type { CompiledCondition, CompiledFormula, CompileOperand, Frame } from './frame.ts'
import { policyFormulas } from './policy-formulas.ts'
import { refundRuling } from './refund-ruling.ts'
import { firstNotFalse, selectWinner } from './select-winner.ts'

/** Turns a policy into closures once; each run then computes only what its decision needs. */
export function createCompiledEvaluator(policy: Policy): SynchronousEvaluator {
  const operand = operandCompiler(policy)
  const formulas = compileFormulas(policy, operand)
  const compile = ({ when }: { readonly when: Condition }): CompiledCondition => compileCondition(when, operand)
  const refunds = [...policy.refunds, policy.defaultRuling]
  const refundConditions = refunds.map(compile)
  const disputeConditions = policy.disputes.map(compile)
  return {
    evaluateRefund: (facts, now) => {
      const frame = frameOf(facts, now)
      const selection = selectWinner(refunds, (index) => truthAt(refundConditions, index, frame))
      return refundRuling(evaluationOf({ policy, frame, operand, formulas }), selection)
    },
    evaluateDispute: (facts, now) => {
      const frame = frameOf(facts, now)
      const selection = firstNotFalse(policy.disputes, (index) => truthAt(disputeConditions, index, frame))
      return disputeRuling(evaluationOf({ policy, frame, operand, formulas }), selection)
    },
  }
}

function operandCompiler(policy: Policy): CompileOperand {
  const facts = new Map<string, CompiledFormula>()
  for (const name of policy.facts.keys()) facts.set(name, factFormula(name))
  const derived = new Map<string, CompiledFormula>()
  const operand: CompileOperand = (kind, name) => {
    const formula = (kind === 'fact' ? facts : derived).get(name)
    if (formula === undefined) throw new TypeError(`the policy declares no ${kind} called ${name}`)
    return formula
  }
  // Each reads facts and earlier ones only, so what it needs is compiled before it.
  for (const [name, expression] of policy.derived) {
    derived.set(name, slotFormula(derived.size, compileExpression(expression, { policy, operand })))
  }
  return operand
}

function factFormula(name: string): CompiledFormula {
  const unknown = Unknown.of(name)
  return (frame) => frame.facts.get(name) ?? unknown
}

function slotFormula(slot: number, formula: CompiledFormula): CompiledFormula {
  return (frame) => {
    const known = frame.derived[slot]
    if (known !== undefined) return known
    const computed = formula(frame)
    frame.derived[slot] = computed
    return computed
  }
}

function compileFormulas(policy: Policy, operand: CompileOperand): ReadonlyMap<Expression, CompiledFormula> {
  const formulas = new Map<Expression, CompiledFormula>()
  for (const expression of policyFormulas(policy)) {
    formulas.set(expression, compileExpression(expression, { policy, operand }))
  }
  return formulas
}

function frameOf(facts: FactValues, now: number): Frame {
  return { facts, now, refund: null, derived: [] }
}

function truthAt(conditions: readonly CompiledCondition[], index: number, frame: Frame): ReturnType<CompiledCondition> {
  const condition = conditions[index]
  if (condition === undefined) throw new RangeError(`no condition ${index}`)
  return condition(frame)
}

function evaluationOf(run: {
  readonly policy: Policy
  readonly frame: Frame
  readonly operand: CompileOperand
  readonly formulas: ReadonlyMap<Expression, CompiledFormula>
}): Evaluation {
  const { policy, frame, operand, formulas } = run
  return {
    policy,
    value: (kind, name) => operand(kind, name)(frame),
    evaluate: (expression, refund) => {
      const formula = formulas.get(expression)
      if (formula === undefined) throw new TypeError(`a formula was not compiled: ${expression.source}`)
      frame.refund = refund
      return formula(frame)
    },
  }
}
