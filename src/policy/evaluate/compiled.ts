import type { Condition } from '../model/condition.ts'
import type { Policy } from '../model/policy.ts'
import { compileCondition } from './compile-condition.ts'
import { type CompiledPolicy, compilePolicy } from './compile-policy.ts'
import type { CompiledCondition, CompiledRun } from './compiled-run.ts'
import { disputeRuling } from './dispute-ruling.ts'
import type { Evaluation } from './evaluation.ts'
import type { SynchronousEvaluator } from './evaluator.ts'
import { refundRuling } from './refund-ruling.ts'
import { firstNotFalse, selectWinner } from './select-winner.ts'

/** Turns a policy into closures once; each run then computes only what its decision needs. */
export function createCompiledEvaluator(policy: Policy): SynchronousEvaluator {
  const runs: Runs = new WeakMap()
  const compiled = compilePolicy(policy)
  const compile = ({ when }: { readonly when: Condition }): CompiledCondition =>
    compileCondition(when, compiled.operand)
  const refunds = [...policy.refunds, policy.defaultRuling]
  const refundConditions = refunds.map(compile)
  const disputeConditions = policy.disputes.map(compile)
  const evaluator: SynchronousEvaluator = {
    begin: (facts, now) => evaluationOf(compiled, { facts, now, refund: null, slots: [] }, runs),
    ruleRefund: (evaluation) => {
      const run = runOf(evaluation, runs)
      const selection = selectWinner(refunds, (index) => truthAt(refundConditions, index, run))
      return refundRuling(evaluation, selection)
    },
    ruleDispute: (evaluation) => {
      const run = runOf(evaluation, runs)
      const selection = firstNotFalse(policy.disputes, (index) => truthAt(disputeConditions, index, run))
      return disputeRuling(evaluation, selection)
    },
    evaluateRefund: (facts, now) => evaluator.ruleRefund(evaluator.begin(facts, now)),
    evaluateDispute: (facts, now) => evaluator.ruleDispute(evaluator.begin(facts, now)),
  }
  return evaluator
}

/** The run behind each evaluation that an evaluator began. */
type Runs = WeakMap<Evaluation, CompiledRun>

function runOf(evaluation: Evaluation, runs: Runs): CompiledRun {
  const run = runs.get(evaluation)
  if (run === undefined) throw new TypeError('this evaluator did not begin the evaluation')
  return run
}

function truthAt(
  conditions: readonly CompiledCondition[],
  index: number,
  run: CompiledRun,
): ReturnType<CompiledCondition> {
  const condition = conditions[index]
  if (condition === undefined) throw new RangeError(`no condition ${index}`)
  return condition(run)
}

function evaluationOf(compiled: CompiledPolicy, run: CompiledRun, runs: Runs): Evaluation {
  const { policy, operand, formulas } = compiled
  const evaluation: Evaluation = {
    policy,
    facts: run.facts,
    now: run.now,
    value: (kind, name) => operand(kind, name)(run),
    evaluate: (expression, refund) => {
      const formula = formulas.get(expression)
      if (formula === undefined) throw new TypeError(`a formula was not compiled: ${expression.source}`)
      run.refund = refund
      return refund === null ? formula.once(run) : formula.compute(run)
    },
    withFacts: (more) => evaluationOf(compiled, runWith(run, more, compiled), runs),
  }
  runs.set(evaluation, run)
  return evaluation
}

/** Keeps what was computed, but for what reads one of the further facts. */
function runWith(run: CompiledRun, more: CompiledRun['facts'], { slotsReading }: CompiledPolicy): CompiledRun {
  const slots = [...run.slots]
  for (const fact of more.keys()) {
    for (const slot of slotsReading.get(fact) ?? []) slots[slot] = undefined
  }
  return { facts: new Map([...run.facts, ...more]), now: run.now, refund: null, slots }
}
