import { child, type DocumentNode } from '../document/document-node.ts'
import type { FaultList } from '../document/fault-list.ts'
import { declaredNames } from '../document/suggestion.ts'
import type { Policy } from '../model/policy.ts'
import { writtenRules } from './written-formulas.ts'

/** Warns of a refund method that is read from a text which may be anything. */
export function lintFreeTextMethods(policy: Policy, root: DocumentNode, faults: FaultList): void {
  for (const { rule, ruling } of writtenRules(policy, root)) {
    const node = child(ruling, 'method')
    const type = rule.method?.type
    if (node === undefined || type?.kind !== 'text' || type.values !== undefined) continue
    faults.add(
      node,
      {
        code: 'free_text_method',
        message: 'This text may be anything; where it is no declared refund method, a person has to decide.',
        hint: `Declare the fact as an enum of refund methods, or choose with if() or lookup(). ${declaredNames(policy.refundMethods, '')}`,
      },
      'warning',
    )
  }
}
