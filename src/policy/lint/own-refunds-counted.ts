import { child, type DocumentNode } from '../document/document-node.ts'
import { type Fault, type FaultList, quote } from '../document/fault-list.ts'
import type { HistoryQuery } from '../model/history-query.ts'
import type { Policy } from '../model/policy.ts'
import { historyFactsOf } from '../parse/history-facts-of.ts'
import { writtenRules } from './written-formulas.ts'

/**
 * Warns of a refund that depends on what the account was refunded, this order too: once it was paid, a repetition of
 * the same report may be worth more.
 */
export function lintOwnRefundsCounted(policy: Policy, root: DocumentNode, faults: FaultList): void {
  for (const { rule, ruling } of writtenRules(policy, root)) {
    const node = child(ruling, 'refund')
    if (rule.refund === null || rule.kind !== 'approve' || node === undefined) continue
    const counted = historyFactsOf(rule.refund, policy).find((name) =>
      countsItself(policy.facts.get(name)?.history ?? null),
    )
    if (counted !== undefined) faults.add(node, ownRefunds(counted), 'warning')
  }
}

function countsItself(history: HistoryQuery | null): boolean {
  if (history === null || history.kind === 'state' || history.of !== 'account') return false
  return history.entries === 'approvals' || history.entries === 'credits'
}

function ownRefunds(name: string): Fault {
  return {
    code: 'own_refunds_counted',
    message: `${quote(name)} also counts what this very order got: reported once more, the order may be worth more.`,
    hint: 'Write `of: other_orders` in its question, unless this order is meant as well.',
  }
}
