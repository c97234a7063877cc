import { formatAmount } from '../../money/amounts.ts'
import type { Rational } from '../../money/rational.ts'
import { readNames } from '../expression/read-names.ts'
import type { Condition } from '../model/condition.ts'
import type { Expression } from '../model/expression.ts'
import { nothingGiven } from '../model/given.ts'
import type { Policy, RefundRule } from '../model/policy.ts'
import { type FactValues, type Truth, Unknown } from '../model/value.ts'
import type { Evaluation } from './evaluation.ts'
import { interpretedEvaluation } from './interpreted-evaluation.ts'
import { ruleFormulas } from './policy-formulas.ts'
import { refundRuling } from './refund-ruling.ts'
import { type Selection, selectWinner } from './select-winner.ts'
import { settleRule } from './settle-rule.ts'
import { subjectMoney } from './subject-money.ts'
import { type ConditionTrace, type TruthText, traceCondition, truthText } from './trace-condition.ts'
import { type DerivedTrace, traceDerived } from './trace-derived.ts'
import { type TracedValue, traceValue } from './trace-value.ts'

/** How a refund ruling came about, ready for JSON. */
export interface RefundTrace {
  /** In the order tried, down to the last rule that could have decided; the default is `default`. */
  readonly rules: readonly RuleTrace[]
  /** Every derived value that a tried rule or the deciding one reads, in the policy's order. */
  readonly derived: readonly DerivedTrace[]
  /** The deciding rule's amount; null where no rule decided or it has none. */
  readonly refund: AmountTrace | null
  /** The calculation that failed, in the words of formulas; null where none did. No customer reads it. */
  readonly fault: string | null
}

/** One rule that was tried, and why it applied or not. */
export interface RuleTrace {
  readonly rule: string
  readonly clause: string | null
  readonly result: TruthText
  readonly condition: ConditionTrace
}

/** An amount with the numbers that it was worked out of. */
export interface AmountTrace {
  readonly formula: string
  /** What the formula reads, by name; null where it is unknown. */
  readonly inputs: Readonly<Record<string, TracedValue>>
  /** The formula's value before any rounding: decimal text, or a fraction where it has no decimal form. */
  readonly exact: TracedValue
  /** What the order is entitled to (or a reviewer is proposed), exact decimal text; null where nothing is. */
  readonly rounded: string | null
  readonly charge: TracedValue
  /** The most that the order may get. */
  readonly cap: TracedValue
  /** The rounded amount before the cap took something away; null where it took nothing. */
  readonly capped_from: string | null
}

/** Explains the refund ruling on these facts; computes it anew, with formulas interpreted. */
export function traceRefund(policy: Policy, facts: FactValues, now: number): RefundTrace {
  const evaluation = interpretedEvaluation(policy, facts, now)
  const rules = triedRules([...policy.refunds, { ...policy.defaultRuling, id: 'default' }], evaluation)
  const candidates = [...policy.refunds, policy.defaultRuling]
  const selection = selectWinner(candidates, (index) => rules[index]?.truth ?? true)
  const winner = selection.kind === 'decided' ? selection.rule : null
  const settled = settleRule(evaluation, selection, subjectMoney(evaluation))
  return {
    rules: rules.map(({ trace }) => trace),
    derived: traceDerived(evaluation, {
      conditions: rules.map(({ when }) => when),
      formulas: winner === null ? [] : ruleFormulas(winner),
    }),
    refund: winner === null || winner.refund === null ? null : amountTrace(evaluation, winner.refund, selection),
    fault: settled instanceof Unknown ? settled.fault : null,
  }
}

interface TriedRule {
  readonly when: Condition
  readonly truth: Truth
  readonly trace: RuleTrace
}

/** Down to the first rule that is true. */
function triedRules(
  rules: readonly { readonly id: string; readonly clause: string | null; readonly when: Condition }[],
  evaluation: Evaluation,
): readonly TriedRule[] {
  const tried: TriedRule[] = []
  for (const { id, clause, when } of rules) {
    const { truth, trace } = traceCondition(when, evaluation)
    tried.push({ when, truth, trace: { rule: id, clause, result: truthText(truth), condition: trace } })
    if (truth === true) break
  }
  return tried
}

function amountTrace(evaluation: Evaluation, formula: Expression, selection: Selection<RefundRule>): AmountTrace {
  const { facts, derived } = readNames(formula)
  const input = (kind: 'fact' | 'derived') => (name: string) =>
    [name, traceValue(evaluation.value(kind, name))] as const
  const { charge, cap, entitled, cappedFrom } = refundRuling(evaluation, selection)
  const { scale } = subjectMoney(evaluation)
  const text = (amount: Rational | null) =>
    amount === null || scale instanceof Unknown ? null : formatAmount(amount, scale)
  return {
    formula: formula.source,
    inputs: Object.fromEntries([...[...facts].map(input('fact')), ...[...derived].map(input('derived'))]),
    exact: traceValue(evaluation.evaluate(formula, nothingGiven)),
    rounded: text(entitled),
    charge: charge === null ? null : charge.toDecimal(),
    cap: cap === null ? null : cap.toDecimal(),
    capped_from: text(cappedFrom),
  }
}
