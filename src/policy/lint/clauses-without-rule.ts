import { child, type DocumentNode, itemsOf } from '../document/document-node.ts'
import { type FaultList, quote } from '../document/fault-list.ts'
import type { Clause, Policy } from '../model/policy.ts'

/** Warns of a clause that no rule carries out and that is not informational; sub-clauses speak for the clause above them. */
export function lintClausesWithoutRule(policy: Policy, root: DocumentNode, faults: FaultList): void {
  const rules = [...policy.refunds, policy.defaultRuling, ...policy.disputes]
  const carriedOut = new Set(rules.map(({ clause }) => clause))
  visit(policy.clauses, child(root, 'clauses'), (clause, node) => {
    if (clause.informational || clause.clauses.length > 0 || carriedOut.has(clause.id)) return
    faults.add(
      node,
      {
        code: 'clause_without_rule',
        message: `No rule carries out the clause ${quote(clause.id)}.`,
        hint: 'Add a rule with this clause, or `informational: true` to the clause.',
      },
      'warning',
    )
  })
}

function visit(
  clauses: readonly Clause[],
  list: DocumentNode | undefined,
  check: (clause: Clause, node: DocumentNode) => void,
): void {
  const nodes = itemsOf(list)
  for (const [index, clause] of clauses.entries()) {
    const node = nodes[index]
    if (node === undefined) continue
    check(clause, node)
    visit(clause.clauses, child(node, 'clauses'), check)
  }
}
