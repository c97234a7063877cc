import { child, type DocumentNode, itemsOf } from '../parse/document-node.ts'
import { type FaultList, quote } from '../parse/fault-list.ts'
import type { Policy } from '../policy.ts'

/** Warns of a refund rule that no case stands beside and none expects. */
export function lintRulesWithoutCases(policy: Policy, root: DocumentNode, faults: FaultList): void {
  const tested = new Set(policy.cases.flatMap(({ rule, expect }) => [rule, expect.rule ?? null]))
  const nodes = itemsOf(child(root, 'refunds'))
  for (const [index, { id }] of policy.refunds.entries()) {
    const node = nodes[index]
    if (node === undefined || tested.has(id)) continue
    faults.add(
      node,
      {
        code: 'rule_without_cases',
        message: `The rule ${quote(id)} has no cases.`,
        hint: 'Add `cases:` to it: one that it decides, and a near miss.',
      },
      'warning',
    )
  }
}
