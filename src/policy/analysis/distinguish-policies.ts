import type { Policy } from '../model/policy.ts'
import { comparedTerms } from './compared-section.ts'
import { decidedRule } from './decided-rule.ts'
import { type FoundOrder, findOrder } from './find-order.ts'
import type { ExampleDecision, OrderExample } from './finding.ts'
import { createJudge, decisionOf, exampleOf } from './judged-order.ts'
import { type AnalysisDeps, openLaboratory } from './laboratory.ts'
import { simplerOrder } from './simpler-order.ts'
import { equal, not, or } from './smt-term.ts'

/** Whether two policies decide every order alike: by the same rule and outcome, and the same exact amount. */
export type Distinction =
  | { readonly kind: 'equivalent' }
  /** An order that the service decides differently under the two. */
  | {
      readonly kind: 'different'
      readonly section: 'refunds' | 'disputes'
      readonly example: OrderExample
      readonly before: ExampleDecision
      readonly after: ExampleDecision
    }
  | { readonly kind: 'not_decided'; readonly because: string }

/** Looks for one order that tells two policies apart; the facts are those that both accept. */
export async function distinguishPolicies(
  before: Policy,
  after: Policy,
  open: () => Promise<AnalysisDeps>,
): Promise<Distinction> {
  const policies = [before, after]
  const sections =
    before.disputes.length + after.disputes.length === 0 ? (['refunds'] as const) : (['refunds', 'disputes'] as const)
  let undecided: Distinction | null = null
  for (const section of sections) {
    const laboratory = await openLaboratory({ policies, section, prepare: comparedTerms }, await open())
    const { isSameRule, change } = laboratory.questions
    const judge = differenceJudge(policies, section)
    const search = await findOrder(laboratory, [or(not(isSameRule), not(equal(change, '0.0')))], (order) => {
      return judge(order) === null ? null : judge(simplerOrder(order, judge))
    })
    if (search.kind === 'found') return search.judged
    if (search.kind === 'open') undecided = { kind: 'not_decided', because: search.because }
  }
  return undecided ?? { kind: 'equivalent' }
}

function differenceJudge(
  policies: readonly Policy[],
  section: 'refunds' | 'disputes',
): (order: FoundOrder) => Distinction | null {
  const judges = policies.map((policy) => ({ policy, judge: createJudge(policy, section) }))
  return (order) => {
    const judged = judges.map(({ policy, judge }) => {
      const one = judge(order)
      return one === null ? null : { ...decisionOf(one), rule: decidedRule(one, policy.defaultRuling.id) }
    })
    const [first, second] = judged
    if (first === null || second === null || first === undefined || second === undefined) return null
    const isAlike = first.outcome === second.outcome && first.rule === second.rule && first.refund === second.refund
    return isAlike
      ? null
      : { kind: 'different', section, example: exampleOf(policies, order), before: first, after: second }
  }
}
