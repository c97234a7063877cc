import type { DocumentNode } from '../document/document-node.ts'
import type { FaultList } from '../document/fault-list.ts'
import type { Policy } from '../model/policy.ts'
import { lintClausesWithoutRule } from './clauses-without-rule.ts'
import { lintDeadDefaults } from './dead-defaults.ts'
import { lintDoubtfulFormulas } from './doubtful-formulas.ts'
import { lintFiguresWithoutSource } from './figures-without-source.ts'
import { lintFormulaParts } from './formula-parts.ts'
import { lintFreeTextMethods } from './free-text-methods.ts'
import { lintInformationalClauses } from './informational-clauses.ts'
import { lintLiteralCurrencies } from './literal-currencies.ts'
import { lintOwnRefundsCounted } from './own-refunds-counted.ts'
import { lintRulesWithoutCases } from './rules-without-cases.ts'
import { lintUnreachableRules } from './unreachable-rules.ts'
import { lintUnusedConstants } from './unused-constants.ts'
import { lintUnusedNames } from './unused-names.ts'
import { lintUnusedWorkingDays } from './unused-working-days.ts'

const lints = [
  lintClausesWithoutRule,
  lintInformationalClauses,
  lintFiguresWithoutSource,
  lintUnusedNames,
  lintUnusedConstants,
  lintUnusedWorkingDays,
  lintUnreachableRules,
  lintDeadDefaults,
  lintRulesWithoutCases,
  lintDoubtfulFormulas,
  lintFreeTextMethods,
  lintLiteralCurrencies,
  lintOwnRefundsCounted,
  lintFormulaParts,
]

/** Adds warnings about what is allowed but most likely a slip, and the error of a policy that would take too long to decide by. */
export function lintPolicy(policy: Policy, root: DocumentNode, faults: FaultList): void {
  for (const lint of lints) lint(policy, root, faults)
}
