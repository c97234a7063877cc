import type { DocumentNode } from '../document/document-node.ts'
import type { FaultList } from '../document/fault-list.ts'
import type { Policy } from '../model/policy.ts'
import { lintClausesWithoutRule } from './clauses-without-rule.ts'
import { lintRulesWithoutCases } from './rules-without-cases.ts'
import { lintUnreachableRules } from './unreachable-rules.ts'
import { lintUnusedNames } from './unused-names.ts'

/** Adds warnings about what is allowed but most likely a slip. */
export function lintPolicy(policy: Policy, root: DocumentNode, faults: FaultList): void {
  for (const lint of [lintClausesWithoutRule, lintUnusedNames, lintUnreachableRules, lintRulesWithoutCases])
    lint(policy, root, faults)
}
