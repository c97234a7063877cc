import { atOnce } from '../../time/in-slices.ts'
import type { Condition } from '../model/condition.ts'
import type { Policy } from '../model/policy.ts'
import { conditionCompiler } from './compile-condition.ts'
import { compilePolicy } from './compile-policy.ts'
import { CompiledEvaluation } from './compiled-evaluation.ts'
import type { CompiledCondition, CompiledRun } from './compiled-run.ts'
import { disputeRuling } from './dispute-ruling.ts'
import type { Evaluation } from './evaluation.ts'
import type { SynchronousEvaluator } from './evaluator.ts'
import { type QuickVerdict, quickVerdict } from './quick-verdict.ts'
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
  return atOnce(makeInterpretedEvaluator(policy))
}

/** As {@link createInterpretedEvaluator}, in small steps. */
export function* makeInterpretedEvaluator(policy: Policy): Generator<void, InterpretedEvaluator> {
  const compiled = yield* compilePolicy(policy)
  const compile = conditionCompiler(compiled)
  const refunds = [...policy.refunds, policy.defaultRuling]
  const refundConditions = yield* compileAll(refunds, compile)
  const disputeConditions = yield* compileAll(policy.disputes, compile)
  const select = (run: CompiledRun): ReturnType<typeof selectWinner<(typeof refunds)[number]>> =>
    selectWinner(refunds, (index) => truthAt(refundConditions, index, run))
  const decidedAtOnce = quickly(
    refundConditions,
    refunds.map((rule) => quickVerdict(rule, compiled)),
  )
  const runOf = (evaluation: Evaluation): CompiledEvaluation => CompiledEvaluation.of(evaluation, compiled)
  const evaluator: InterpretedEvaluator = {
    kind: 'interpreted',
    runOf,
    begin: (facts, now) => CompiledEvaluation.begin(compiled, facts, now),
    judgeRefund: (facts, now) => {
      const run = CompiledEvaluation.begin(compiled, facts, now)
      return decidedAtOnce(run) ?? verdictOf(policy, settleRule(run, select(run), subjectMoney(run)))
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

function* compileAll(
  rules: readonly { readonly when: Condition }[],
  compile: (condition: Condition) => CompiledCondition,
): Generator<void, readonly CompiledCondition[]> {
  const conditions: CompiledCondition[] = []
  for (const { when } of rules) {
    conditions.push(compile(when))
    yield
  }
  return conditions
}

/** The verdict where every rule above the one that decides is false, and that one is quick. */
function quickly(conditions: readonly CompiledCondition[], verdicts: readonly QuickVerdict[]): QuickVerdict {
  return (run) => {
    for (let index = 0; index < conditions.length; index += 1) {
      const truth = conditions[index]?.(run)
      if (truth !== false) return truth === true ? verdicts[index]?.(run) : undefined
    }
    return undefined
  }
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
