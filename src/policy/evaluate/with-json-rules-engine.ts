import { Engine, type RuleProperties, type RuleResult } from 'json-rules-engine'
import { type Condition, operators } from '../condition.ts'
import { type Truth, Unknown, type Value } from '../value.ts'
import { operandsOf } from './condition-operands.ts'
import { disputeRuling } from './dispute-ruling.ts'
import { alwaysFact, type EvaluatedCondition, engineCondition, literalValue, truthOfRuns } from './engine-conditions.ts'
import type { Evaluation } from './evaluation.ts'
import type { CreateEvaluator } from './evaluator.ts'
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
  return {
    evaluateRefund: async (facts, now) => {
      const evaluation = interpretedEvaluation(policy, facts, now)
      const truths = await refundTruths(evaluation)
      return refundRuling(
        evaluation,
        selectWinner(refunds, (index) => at(truths, index)),
      )
    },
    evaluateDispute: async (facts, now) => {
      const evaluation = interpretedEvaluation(policy, facts, now)
      const truths = await disputeTruths(evaluation)
      return disputeRuling(
        evaluation,
        firstNotFalse(policy.disputes, (index) => at(truths, index)),
      )
    },
  }
}

type UnknownAs = 'must' | 'may'

interface EngineRun {
  readonly results: readonly { readonly result: boolean; readonly conditions: EvaluatedCondition }[]
  /** Whether any leaf was unknown. */
  readonly unknown: boolean
}

/** Three-valued truth of each condition: one run with unknown leaves as false and, where there are any, one as true. */
function conditionRunner(conditions: readonly Condition[]): (evaluation: Evaluation) => Promise<readonly Truth[]> {
  const operands = operandsOf(conditions)
  const rules: readonly RuleProperties[] = conditions.map((condition, index) => ({
    name: String(index),
    // One priority each: rules then run one after the other.
    priority: conditions.length - index,
    // The root of a rule must be all, any or not.
    conditions: { all: [engineCondition(condition)] },
    event: { type: 'matched' },
  }))
  return async (evaluation) => {
    const run = (unknownAs: UnknownAs) => runEngine({ rules, operands, evaluation, unknownAs })
    const must = await run('must')
    if (!must.unknown) return must.results.map(({ result }) => result)
    const may = await run('may')
    return must.results.map((result, index) => truthOfRuns(result, at(may.results, index)))
  }
}

/** A fresh engine each time: the library keeps the state of a run on the engine itself. */
async function runEngine(input: {
  readonly rules: readonly RuleProperties[]
  readonly operands: ReturnType<typeof operandsOf>
  readonly evaluation: Evaluation
  readonly unknownAs: UnknownAs
}): Promise<EngineRun> {
  const engine = new Engine([...input.rules])
  let unknown = false
  for (const operator of operators) {
    engine.addOperator<Value | Unknown, unknown>(operator, (left, right) => {
      if (left instanceof Unknown || right instanceof Unknown) {
        unknown = true
        return input.unknownAs === 'may'
      }
      return operatorTable[operator](left, literalValue(right))
    })
  }
  // Uncached: the evaluation keeps its values itself, and the library would key them by a short hash of their names.
  engine.addFact(alwaysFact, () => true, { cache: false })
  for (const { kind, name } of input.operands) {
    engine.addFact(name, () => input.evaluation.value(kind, name), { cache: false })
  }
  const { results, failureResults } = await engine.run()
  return { results: inOrder([...results, ...failureResults]), unknown }
}

function inOrder(results: readonly RuleResult[]): EngineRun['results'] {
  return results
    .toSorted((left, right) => Number(left.name) - Number(right.name))
    .map(({ result, conditions }) => ({ result: result === true, conditions: conditions as EvaluatedCondition }))
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index]
  if (item === undefined) throw new RangeError(`no result for condition ${index}`)
  return item
}
