import { Engine, type RuleProperties, type RuleResult } from 'json-rules-engine'
import { type Condition, operators } from '../model/condition.ts'
import { operandsOf } from '../model/condition-operands.ts'
import type { Policy } from '../model/policy.ts'
import { type Truth, Unknown, type Value } from '../model/value.ts'
import { disputeRuling } from './dispute-ruling.ts'
import {
  alwaysFact,
  type EngineLiteral,
  type EvaluatedCondition,
  engineRoot,
  hasUnknown,
  literalValue,
  truthOfRuns,
} from './engine-conditions.ts'
import type { Evaluation } from './evaluation.ts'
import type { CreateEvaluator, Evaluator } from './evaluator.ts'
import { interpretedEvaluation } from './interpreted-evaluation.ts'
import { operatorTable } from './operator-table.ts'
import { refundRuling } from './refund-ruling.ts'
import { firstNotFalse, selectWinner } from './select-winner.ts'

/**
 * The reference: conditions run on json-rules-engine, formulas are interpreted. Slow and plain; every
 * other evaluator must agree with it.
 */
export const createReferenceEvaluator: CreateEvaluator = (policy) => {
  const refunds = [...policy.refunds, policy.defaultRuling]
  const refundTruths = conditionRunner(refunds.map(({ when }) => when))
  const disputeTruths = conditionRunner(policy.disputes.map(({ when }) => when))
  const evaluator: Evaluator = {
    kind: 'reference',
    begin: (facts, now) => interpretedEvaluation(policy, facts, now),
    ruleRefund: async (evaluation) => {
      assertRunOf(policy, evaluation)
      const truths = await refundTruths(evaluation)
      return refundRuling(
        evaluation,
        selectWinner(refunds, (index) => at(truths, index)),
      )
    },
    ruleDispute: async (evaluation) => {
      assertRunOf(policy, evaluation)
      const truths = await disputeTruths(evaluation)
      return disputeRuling(
        evaluation,
        firstNotFalse(policy.disputes, (index) => at(truths, index)),
      )
    },
    evaluateRefund: (facts, now) => evaluator.ruleRefund(evaluator.begin(facts, now)),
    evaluateDispute: (facts, now) => evaluator.ruleDispute(evaluator.begin(facts, now)),
  }
  return evaluator
}

function assertRunOf(policy: Policy, evaluation: Evaluation): void {
  if (evaluation.policy !== policy) throw new TypeError('this evaluator did not begin the evaluation')
}

type UnknownAs = 'must' | 'may'

/** What the engine says of one condition. */
interface EngineResult {
  readonly index: number
  readonly result: boolean
  readonly conditions: EvaluatedCondition
}

/**
 * Three-valued truth of each condition down to the first that is true: one run with unknown leaves as
 * false and, for the conditions that have any and are not true, one with them as true.
 */
function conditionRunner(conditions: readonly Condition[]): (evaluation: Evaluation) => Promise<readonly Truth[]> {
  const operands = operandsOf(conditions)
  const rules = conditions.map(
    (condition, index): RuleProperties => ({
      name: String(index),
      // One priority each: rules then run one after the other.
      priority: conditions.length - index,
      conditions: engineRoot(condition),
      event: { type: 'matched' },
    }),
  )
  return async (evaluation) => {
    const must = await runEngine({ rules, operands, evaluation, unknownAs: 'must' })
    const first = must.findIndex(({ result }) => result)
    const results = first < 0 ? must : must.slice(0, first + 1)
    const undecided = results.filter(({ result, conditions: evaluated }) => !result && hasUnknown(evaluated))
    if (undecided.length === 0) return results.map(({ result }) => result)
    const mayRules = undecided.map(({ index }) => at(rules, index))
    const may = await runEngine({ rules: mayRules, operands, evaluation, unknownAs: 'may' })
    const mayByIndex = new Map(may.map((result) => [result.index, result]))
    return results.map((result) => truthOfRuns(result, mayByIndex.get(result.index) ?? result))
  }
}

/** Results in the order of the rules. A fresh engine each time: the library keeps the state of a run on the engine itself. */
async function runEngine(input: {
  readonly rules: readonly RuleProperties[]
  readonly operands: ReturnType<typeof operandsOf>
  readonly evaluation: Evaluation
  readonly unknownAs: UnknownAs
}): Promise<readonly EngineResult[]> {
  const engine = new Engine([...input.rules])
  for (const operator of operators) {
    engine.addOperator<Value | Unknown, EngineLiteral | Value | Unknown>(operator, (left, right) =>
      left instanceof Unknown || right instanceof Unknown
        ? input.unknownAs === 'may'
        : operatorTable[operator](left, literalValue(right)),
    )
  }
  // Uncached: the evaluation keeps its values itself, and the library would key them by a short hash of their names.
  engine.addFact(alwaysFact, () => true, { cache: false })
  for (const { kind, name } of input.operands) {
    engine.addFact(name, () => input.evaluation.value(kind, name), { cache: false })
  }
  // Only saves time: which rule is the first is computed from the results.
  if (input.unknownAs === 'must') engine.on('success', () => engine.stop())
  const { results, failureResults } = await engine.run()
  return [...results, ...failureResults].map(engineResult).sort((left, right) => left.index - right.index)
}

function engineResult({ name, result, conditions }: RuleResult): EngineResult {
  return { index: Number(name), result: result === true, conditions }
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index]
  if (item === undefined) throw new RangeError(`no result for condition ${index}`)
  return item
}
