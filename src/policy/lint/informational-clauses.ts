import { child, type DocumentNode, itemsOf } from '../document/document-node.ts'
import { type FaultList, quote } from '../document/fault-list.ts'
import type { Clause, Policy } from '../model/policy.ts'

/** Warns of a rule that decides by a clause which says of itself that it only informs. */
export function lintInformationalClauses(policy: Policy, root: DocumentNode, faults: FaultList): void {
  const informational = new Set(idsOf(policy.clauses))
  const rules = [...itemsOf(child(root, 'refunds')), child(root, 'default'), ...itemsOf(child(root, 'disputes'))]
  const ruled = [...policy.refunds, policy.defaultRuling, ...policy.disputes]
  for (const [index, { clause }] of ruled.entries()) {
    const node = child(rules[index], 'clause')
    if (node === undefined || clause === null || !informational.has(clause)) continue
    faults.add(
      node,
      {
        code: 'informational_clause',
        message: `The clause ${quote(clause)} is informational, but a rule decides by it.`,
        hint: 'Remove `informational: true` from the clause, or name the clause that the rule carries out.',
      },
      'warning',
    )
  }
}

function idsOf(clauses: readonly Clause[]): readonly string[] {
  return clauses.flatMap(({ id, informational, clauses: below }) => [...(informational ? [id] : []), ...idsOf(below)])
}
