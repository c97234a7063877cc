import type { Condition } from '../model/condition.ts'
import type { Policy } from '../model/policy.ts'
import { compileCondition } from './compile-condition.ts'
import { compilePolicy } from './compile-policy.ts'
import { CompiledEvaluation } from './compiled-evaluation.ts'
import type { CompiledCondition, CompiledRun } from './compiled-run.ts'
import { disputeRuling } from './dispute-ruling.ts'
import type { Evaluation } from './evaluation.ts'
import type { SynchronousEvaluator } from './evaluator.ts'
import { refundRuling } from './refund-ruling.ts'
import { firstNotFalse, selectWinner } from './select-winner.ts'
import { settleRule, verdictOf } from './settle-rule.ts'
import { subjectMoney } from './subject-money.ts'

interface InterpretedEvaluator extends SynchronousEvaluator {
  /** The run behind an evaluation; a TypeError where it did not begin it. */
  runOf(evaluation: Evaluation): CompiledEvaluation
}

/** Turns a policy into closures once, without generated code; each run then computes only what its decision needs. */
export function createInterpretedEvaluator(policy: Policy): InterpretedEvaluator {
  const compiled = compilePolicy(policy)
  const compile = ({ when }: { readonly when: Condition }): CompiledCondition =>
    compileCondition(when, compiled.operand)
  const refunds = [...policy.refunds, policy.defaultRuling]
  const refundConditions = refunds.map(compile)
  const disputeConditions = policy.disputes.map(compile)
  const select = (run: CompiledRun): ReturnType<typeof selectWinner<(typeof refunds)[number]>> =>
    selectWinner(refunds, (index) => truthAt(refundConditions, index, run))
  const runOf = (evaluation: Evaluation): CompiledEvaluation => CompiledEvaluation.of(evaluation, compiled)
  const evaluator: InterpretedEvaluator = {
    runOf,
    begin: (facts, now) => CompiledEvaluation.begin(compiled, facts, now),
    judgeRefund: (facts, now) => {
      const run = CompiledEvaluation.begin(compiled, facts, now)
      return verdictOf(policy, settleRule(run, select(run), subjectMoney(run)))
    },
    ruleRefund: (evaluation) => refundRuling(evaluation, select(runOf(evaluation))),
    ruleDispute: (evaluation) => {
      const run = runOf(evaluation)
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
