import { formatAmount } from '../money/amounts.ts'
import { Rational } from '../money/rational.ts'
import type { CaseAnswer } from '../policy/cases/case-answer.ts'
import type { JudgeCase } from '../policy/cases/run-cases.ts'
import { currencyScale } from '../policy/evaluate/currency-scale.ts'
import type { CreateEvaluator, Evaluator } from '../policy/evaluate/evaluator.ts'
import type { Policy } from '../policy/model/policy.ts'
import type { FactValues } from '../policy/model/value.ts'
import { type Circumstances, untouched } from './circumstances.ts'
import { amountTexts } from './compose-decision.ts'
import { actionsOf, settleFor } from './decide.ts'

/**
 * Judges a policy's own cases by the very calculation that decides real requests. What the order
 * got and open disputes come from the case's history facts; limits and the stop switch don't apply.
 */
export function createJudgeCase(createEvaluator: CreateEvaluator): JudgeCase {
  const evaluators = new WeakMap<Policy, Evaluator>()
  return async (policy, section, { facts, now }) => {
    const evaluator = evaluators.get(policy) ?? createEvaluator(policy)
    evaluators.set(policy, evaluator)
    return section === 'refunds'
      ? judgeRefund(policy, evaluator, { facts, now })
      : judgeDispute(evaluator, { facts, now })
  }
}

interface CaseInput {
  readonly facts: FactValues
  readonly now: number
}

async function judgeRefund(policy: Policy, evaluator: Evaluator, input: CaseInput): Promise<CaseAnswer> {
  const ruling = await evaluator.evaluateRefund(input.facts, input.now)
  const unlimited = { ...policy, limits: [] }
  const circumstances = circumstancesOf(policy, input.facts)
  const settlement = settleFor({ policy: unlimited, circumstances }, ruling, input)
  const { ruling: settled, credit, proposed } = settlement
  const scale = settled.currency === null ? 0 : (currencyScale(policy, settled.currency) ?? 0)
  return {
    outcome: settled.kind,
    label: settled.outcome === settled.kind ? null : settled.outcome,
    refund: settled.kind === 'approve' ? formatAmount(credit, scale) : null,
    clause: settled.clause,
    rule: settled.rule,
    method: settled.method,
    reason: settled.reason,
    amounts: amountTexts(settled.amounts, scale),
    proposed: settled.kind !== 'review' || proposed === null ? null : formatAmount(proposed, scale),
    level: settled.review?.level ?? null,
    capped_from: settled.cappedFrom === null ? null : formatAmount(settled.cappedFrom, scale),
    actions: actionsOf(policy, settlement, input),
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
  }
}

function circumstancesOf(policy: Policy, facts: FactValues): Circumstances {
  const ofOrder = (state: 'credited' | 'open_disputes'): Rational => {
    const fact = [...policy.facts.values()].find(
      ({ history }) => history?.kind === 'state' && history.state === state && history.of === 'order',
    )
    const value = fact === undefined ? undefined : facts.get(fact.name)
    return value instanceof Rational ? value : Rational.zero
  }
  return {
    ...untouched,
    already_credited: ofOrder('credited').toDecimal(),
    dispute_open: ofOrder('open_disputes').sign() > 0,
  }
}
