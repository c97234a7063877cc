import type { DisputeRule, Policy, RefundRule } from '../model/policy.ts'
import { type Change, type Mutant, mutantsOf, replaced, within, without } from './mutant.ts'
import { disputeRuleMutants, refundRuleMutants } from './rule-mutants.ts'
import { sharedMutants } from './shared-mutants.ts'

/**
 * Every policy that differs from this one by one small fault in what decides: comparisons, boundaries by one, all and any,
 * a condition, a row, a rule or an action that is left out, two rules exchanged, a number of a formula or a table, an
 * outcome, a default, the working days. Limits, review times and texts are not touched: no case says anything of them.
 */
export function* policyMutants(policy: Policy): Generator<Mutant> {
  yield* sharedMutants(policy)
  for (const [index, rule] of policy.refunds.entries()) {
    const hold = (to: RefundRule): Policy => ({ ...policy, refunds: replaced(policy.refunds, index, to) })
    yield* mutantsOf(partOf(rule), within(refundRuleMutants(rule, policy), hold))
    const ordered = (refunds: readonly RefundRule[]): Policy => ({ ...policy, refunds })
    yield* mutantsOf(partOf(rule), within(placeMutants(policy.refunds, index), ordered))
  }
  const byDefault = within(refundRuleMutants(policy.defaultRuling, policy), (to) => ({ ...policy, defaultRuling: to }))
  yield* mutantsOf({ part: 'default', rule: null, position: policy.defaultRuling.position }, byDefault)
  for (const [index, rule] of policy.disputes.entries()) {
    const hold = (to: DisputeRule): Policy => ({ ...policy, disputes: replaced(policy.disputes, index, to) })
    yield* mutantsOf(partOf(rule), within(disputeRuleMutants(rule), hold))
    const ordered = (disputes: readonly DisputeRule[]): Policy => ({ ...policy, disputes })
    yield* mutantsOf(partOf(rule), within(placeMutants(policy.disputes, index), ordered))
  }
}

/** A rule left out, and exchanged with the next one. */
function* placeMutants<Rule extends { readonly id: string }>(
  rules: readonly Rule[],
  index: number,
): Generator<Change<readonly Rule[]>> {
  yield { change: 'without the rule', to: without(rules, index) }
  const [rule, next] = [rules[index], rules[index + 1]]
  if (rule === undefined || next === undefined) return
  yield { change: `tried after ${next.id}`, to: replaced(replaced(rules, index, next), index + 1, rule) }
}

function partOf({ id, position }: RefundRule | DisputeRule): Omit<Mutant, 'change' | 'policy'> {
  return { part: `rule ${id}`, rule: id, position }
}
