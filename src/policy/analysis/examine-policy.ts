import type { Policy } from '../model/policy.ts'
import { findAmountFaults } from './amount-findings.ts'
import { findDeadRules } from './dead-rules.ts'
import { timeIsOver } from './find-order.ts'
import type { Finding, FindingSeverity } from './finding.ts'
import { examinationOf } from './finding-of.ts'
import { type AnalysisDeps, openLaboratory } from './laboratory.ts'
import { findDefault, findOrderedPairs, findPayingUnknowns } from './outcome-findings.ts'
import { type SectionQuestions, sectionQuestions } from './section-questions.ts'
import type { SectionTerms } from './translate-rules.ts'

/** What was found out about one policy. */
export interface PolicyExamination {
  /** Errors, then warnings, then information, each by place. */
  readonly findings: readonly Finding[]
  /** Whether the work ended before everything was asked. */
  readonly is_partial: boolean
  /** Why the work ended before everything was asked; null where it did not. */
  readonly because: string | null
}

/**
 * Everything that can be found out about a policy. What it says is proved, or shown by an order that the
 * service itself decides so; what is neither is marked as not decided. The same text and the same version of the solver give
 * the same, unless the clock ends the work. Each session of `open` is a fresh context.
 */
export async function examinePolicy(policy: Policy, open: () => Promise<AnalysisDeps>): Promise<PolicyExamination> {
  const findings: Finding[] = []
  let isPartial = false
  const sections = policy.disputes.length === 0 ? (['refunds'] as const) : (['refunds', 'disputes'] as const)
  for (const section of sections) {
    const plan = { policies: [policy], section, prepare: questionsOfFirst }
    const examination = examinationOf(await openLaboratory(plan, await open()))
    findings.push(...(await findDeadRules(examination)))
    findings.push(...(await findAmountFaults(examination)))
    findings.push(...(await findPayingUnknowns(examination)))
    findings.push(...(await findDefault(examination)))
    findings.push(...(await findOrderedPairs(examination)))
    isPartial ||= examination.laboratory.solver.isOver()
  }
  return { findings: findings.sort(compareFindings), is_partial: isPartial, because: isPartial ? timeIsOver : null }
}

function questionsOfFirst([terms]: readonly SectionTerms[]): SectionQuestions {
  return terms === undefined ? { branches: [], shares: [] } : sectionQuestions(terms)
}

const severities: readonly FindingSeverity[] = ['error', 'warning', 'information']

function compareFindings(left: Finding, right: Finding): number {
  return (
    severities.indexOf(left.severity) - severities.indexOf(right.severity) ||
    left.line - right.line ||
    left.column - right.column ||
    left.code.localeCompare(right.code)
  )
}
