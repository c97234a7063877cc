import type { DocumentNode } from '../document/document-node.ts'
import type { FaultList } from '../document/fault-list.ts'
import type { Policy } from '../model/policy.ts'
import { lintClausesWithoutRule } from './clauses-without-rule.ts'
import { lintFiguresWithoutSource } from './figures-without-source.ts'
import { lintRulesWithoutCases } from './rules-without-cases.ts'
import { lintUnreachableRules } from './unreachable-rules.ts'
import { lintUnusedConstants } from './unused-constants.ts'
import { lintUnusedNames } from './unused-names.ts'

/** Adds warnings about what is allowed but most likely a slip. */
export function lintPolicy(policy: Policy, root: DocumentNode, faults: FaultList): void {
  const lints = [
    lintClausesWithoutRule,
    lintFiguresWithoutSource,
    lintUnusedNames,
    lintUnusedConstants,
    lintUnreachableRules,
    lintRulesWithoutCases,
  ]
  for (const lint of lints) lint(policy, root, faults)
}
