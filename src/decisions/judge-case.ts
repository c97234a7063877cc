import { untouched } from '../journal/kinds/circumstances.ts'
import type { GivenAction } from '../journal/kinds/given-action.ts'
import type { CaseAnswer } from '../policy/cases/case-answer.ts'
import type { JudgeCase } from '../policy/cases/run-case.ts'
import type { Evaluator, PrepareEvaluator } from '../policy/evaluate/evaluator.ts'
import { type AmountTrace, traceRefund } from '../policy/evaluate/trace.ts'
import type { Policy } from '../policy/model/policy.ts'
import type { FactValues } from '../policy/model/value.ts'
import { decide } from './decide.ts'
import { toldCircumstances } from './told-history.ts'

/**
 * Judges a policy's own cases by the very calculation that decides real requests. What the order
 * got and open disputes come from the case's history facts; limits and the stop switch don't apply.
 * Where nobody reads why, it is not worked out.
 */
export function createJudgeCase(createEvaluator: PrepareEvaluator, explains = true): JudgeCase {
  const evaluators = new WeakMap<Policy, Evaluator>()
  return async (policy, section, { facts, now }) => {
    const evaluator = evaluators.get(policy) ?? (await createEvaluator(policy))
    evaluators.set(policy, evaluator)
    return section === 'refunds'
      ? judgeRefund(policy, evaluator, { facts, now, explains })
      : judgeDispute(evaluator, { facts, now })
  }
}

const unexplained = { fault: null, rules: [], refund: null } as const

interface CaseInput {
  readonly facts: FactValues
  readonly now: number
  readonly explains?: boolean
}

async function judgeRefund(policy: Policy, evaluator: Evaluator, input: CaseInput): Promise<CaseAnswer> {
  const evaluation = evaluator.begin(input.facts, input.now)
  const ruling = await evaluator.ruleRefund(evaluation)
  const circumstances = { ...untouched, ...toldCircumstances(policy, input.facts) }
  const basis = { evaluation, circumstances, claim: null, ignored: [], onHigherCharge: null, isLimited: false }
  const { result } = decide(basis, ruling)
  const trace = input.explains ? traceRefund(policy, input.facts, input.now) : unexplained
  const { outcome, label, refund, clause, rule, reason_code, amounts, review } = result
  return {
    outcome,
    label,
    refund: refund?.amount ?? null,
    clause: clause?.id ?? null,
    rule,
    method: refund?.method ?? review?.method ?? null,
    reason: reason_code,
    amounts,
    proposed: review?.proposed ?? null,
    level: review?.level ?? null,
    capped_from: refund?.capped_from ?? null,
    actions: namedActions(result.actions),
    why: {
      missing_facts: ruling.missingFacts,
      fault: trace.fault,
      rules: trace.rules.map(({ rule: tried, result: truth }) => ({ rule: tried, result: truth })),
      refund: trace.refund === null ? null : formulaOf(trace.refund),
    },
  }
}

async function judgeDispute(evaluator: Evaluator, input: CaseInput): Promise<CaseAnswer> {
  const { outcome, clause, rule, reason, actions } = await evaluator.evaluateDispute(input.facts, input.now)
  return {
    outcome,
    label: null,
    refund: null,
    clause,
    rule,
    method: null,
    reason,
    amounts: {},
    proposed: null,
    level: null,
    capped_from: null,
    actions,
    why: { missing_facts: [], fault: null, rules: [], refund: null },
  }
}

function formulaOf({ formula, inputs, exact, rounded }: AmountTrace): CaseAnswer['why']['refund'] {
  return { formula, inputs, exact, rounded }
}

function namedActions(actions: readonly GivenAction[]): CaseAnswer['actions'] {
  return actions.map(({ name, parameters }) => ({ name, parameters }))
}
