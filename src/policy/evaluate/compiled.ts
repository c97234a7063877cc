import type { Condition } from '../model/condition.ts'
import type { Policy } from '../model/policy.ts'
import { compileCondition } from './compile-condition.ts'
import { compilePolicy } from './compile-policy.ts'
import { CompiledEvaluation } from './compiled-evaluation.ts'
import type { CompiledCondition, CompiledRun } from './compiled-run.ts'
import { disputeRuling } from './dispute-ruling.ts'
import type { SynchronousEvaluator } from './evaluator.ts'
import { refundRuling } from './refund-ruling.ts'
import { firstNotFalse, selectWinner } from './select-winner.ts'

/** Turns a policy into closures once; each run then computes only what its decision needs. */
export function createCompiledEvaluator(policy: Policy): SynchronousEvaluator {
  const compiled = compilePolicy(policy)
  const compile = ({ when }: { readonly when: Condition }): CompiledCondition =>
    compileCondition(when, compiled.operand)
  const refunds = [...policy.refunds, policy.defaultRuling]
  const refundConditions = refunds.map(compile)
  const disputeConditions = policy.disputes.map(compile)
  const evaluator: SynchronousEvaluator = {
    begin: (facts, now) => CompiledEvaluation.begin(compiled, facts, now),
    ruleRefund: (evaluation) => {
      const run = CompiledEvaluation.of(evaluation, compiled)
      const selection = selectWinner(refunds, (index) => truthAt(refundConditions, index, run))
      return refundRuling(evaluation, selection)
    },
    ruleDispute: (evaluation) => {
      const run = CompiledEvaluation.of(evaluation, compiled)
      const selection = firstNotFalse(policy.disputes, (index) => truthAt(disputeConditions, index, run))
      return disputeRuling(evaluation, selection)
    },
    evaluateRefund: (facts, now) => evaluator.ruleRefund(evaluator.begin(facts, now)),
    evaluateDispute: (facts, now) => evaluator.ruleDispute(evaluator.begin(facts, now)),
  }
  return evaluator
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
