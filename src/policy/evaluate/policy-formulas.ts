import type { Action } from '../model/action.ts'
import type { Expression } from '../model/expression.ts'
import type { Policy, RefundRule } from '../model/policy.ts'

/** Every formula that a run may evaluate by itself: subject, refunds, amounts, methods, levels, parameters; not the derived values. */
export function policyFormulas(policy: Policy): readonly Expression[] {
  const { order, account, charge, cap, currency, purchasedAt, part, language } = policy.subject
  return [
    order,
    account,
    charge,
    cap,
    currency,
    ...[purchasedAt, part, language].filter((formula) => formula !== null),
    policy.review.level,
    ...[...policy.refunds, policy.defaultRuling].flatMap(ruleFormulas),
    ...policy.disputes.flatMap(({ actions }) => actionFormulas(actions)),
  ]
}

/** The formulas of a rule's outcome. */
export function ruleFormulas(rule: RefundRule): readonly Expression[] {
  const single = [rule.refund, rule.method, rule.review?.level ?? null].filter((formula) => formula !== null)
  return [
    ...single,
    ...rule.amounts.map(({ formula }) => formula),
    ...actionFormulas([...rule.actions, ...(rule.review?.actions ?? [])]),
  ]
}

function actionFormulas(actions: readonly Action[]): readonly Expression[] {
  return actions.flatMap(({ parameters }) => [...parameters.values()].map(({ formula }) => formula))
}
