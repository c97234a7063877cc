import { child, type DocumentNode } from '../document/document-node.ts'
import { type FaultList, quote } from '../document/fault-list.ts'
import type { Policy } from '../model/policy.ts'
import { alwaysApplies } from './unreachable-rules.ts'

/**
 * Warns of a default that never decides, and of one for a fact that the journal always answers. Rules below
 * one that always applies are told instead, each by itself.
 */
export function lintDeadDefaults(policy: Policy, root: DocumentNode, faults: FaultList): void {
  const last = policy.refunds.at(-1)
  const always = last !== undefined && alwaysApplies(last.when) ? last : undefined
  const standalone = child(root, 'default')
  if (always !== undefined && standalone !== undefined) {
    faults.add(
      standalone,
      {
        code: 'dead_default',
        message: `The default never decides: the rule ${quote(always.id)} always applies first.`,
        hint: 'Give the rule its condition, or put what it decides into `default` and remove it.',
      },
      'warning',
    )
  }
  for (const { name, from } of policy.facts.values()) {
    const node = child(child(child(root, 'facts'), name), 'default')
    if (from !== 'history' || node === undefined) continue
    faults.add(
      node,
      {
        code: 'dead_default',
        message: `The journal always answers ${quote(name)}: its default never counts.`,
        hint: 'Remove `default`.',
      },
      'warning',
    )
  }
}
