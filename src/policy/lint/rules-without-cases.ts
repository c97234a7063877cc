import { child, type DocumentNode, itemsOf } from '../document/document-node.ts'
import { type FaultList, quote } from '../document/fault-list.ts'
import type { Case } from '../model/case.ts'
import { builtInReasons, type Policy, type RefundRule } from '../model/policy.ts'

/** Warns of a refund rule that no case stands beside, and that no case expects as the only rule that fits it. */
export function lintRulesWithoutCases(policy: Policy, root: DocumentNode, faults: FaultList): void {
  const tested = new Set(policy.cases.flatMap((one) => [one.rule, expectedRule(policy, one)]))
  const nodes = itemsOf(child(root, 'refunds'))
  for (const [index, { id }] of policy.refunds.entries()) {
    const node = nodes[index]
    if (node === undefined || tested.has(id)) continue
    faults.add(
      node,
      {
        code: 'rule_without_cases',
        message: `No case stands beside the rule ${quote(id)} or expects it.`,
        hint: `Add \`cases:\` to it: one that it decides, and a near miss. Or give a case at the end \`expect: { rule: ${id} }\`.`,
      },
      'warning',
    )
  }
}

/** The one rule that can answer as the case expects; null where there are several, or none. */
function expectedRule({ refunds, defaultRuling }: Policy, { section, expect }: Case): string | null {
  if (section !== 'refunds') return null
  const fitting = [...refunds, defaultRuling].filter((rule) => fits(rule, expect))
  return fitting.length === 1 ? (fitting[0]?.id ?? null) : null
}

function fits(rule: RefundRule, { rule: id, not_rule, clause, outcome, reason }: Case['expect']): boolean {
  const isByRule = !builtInReasons.some((builtIn) => builtIn === reason)
  return (
    (id === undefined || id === rule.id) &&
    not_rule !== rule.id &&
    (clause === undefined || clause === rule.clause) &&
    (!isByRule || outcome === undefined || outcome === rule.outcome || outcome === rule.kind) &&
    (!isByRule || reason === undefined || reason === rule.reason)
  )
}
