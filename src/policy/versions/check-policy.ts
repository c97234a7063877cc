import { compareDiagnostics, type Diagnostic } from '../../problems/diagnostic.ts'
import type { JudgeCase } from '../cases/run-case.ts'
import { runCases } from '../cases/run-cases.ts'
import type { DiagnosticCode } from '../diagnostics/diagnostic-pages.ts'
import { parseAndLint } from '../lint/parse-and-lint.ts'
import { breakingFactsOf } from './breaking-facts.ts'
import type { PolicyCheck } from './policies.ts'

/** A text to check; plain data. */
export interface CheckTask {
  /** The policy that it is to be a version of; null for any. */
  readonly name: string | null
  readonly text: string
  /** The text of the version that it is compared with; null for none. */
  readonly before: string | null
}

/** Checks a text, here or elsewhere. Problem too_complex where it may not take so long. */
export type CheckPolicyText = (task: CheckTask) => Promise<PolicyCheck>

/**
 * Parses and lints a text, runs its cases and compares its facts with those of the text before. With a `name`, a text that
 * names another policy has an error. `onStep` hears what is looked at next.
 */
export async function checkPolicy(
  judgeCase: JudgeCase,
  { name, text, before }: CheckTask,
  onStep: (step: string) => void = () => {},
): Promise<PolicyCheck> {
  const parsed = parseAndLint(text, onStep)
  const { policy } = parsed
  const misnamed = policy !== null && name !== null && policy.name !== name ? [otherName(text, name, policy.name)] : []
  const diagnostics = [...parsed.diagnostics, ...misnamed].sort(compareDiagnostics)
  if (policy === null) return { valid: false, diagnostics, cases: [], breaking: [] }
  if (before !== null) onStep('the facts of the version before it')
  const breaking = breakingFactsOf(before, policy)
  const isFaulty = diagnostics.some(({ severity }) => severity === 'error')
  if (isFaulty) return { valid: false, diagnostics, cases: [], breaking }
  const cases = await runCases(policy, judgeCase, onStep)
  return { valid: cases.every(({ differences }) => differences.length === 0), diagnostics, cases, breaking }
}

function otherName(text: string, expected: string, actual: string): Diagnostic {
  const line = text.split(/\r\n|\r|\n/u).findIndex((candidate) => /^["']?name["']?\s*:/u.test(candidate))
  return {
    code: 'other_policy_name' satisfies DiagnosticCode,
    severity: 'error',
    path: '/name',
    line: Math.max(line, 0) + 1,
    column: 1,
    message: `the text is that of the policy "${actual}", not of "${expected}"`,
    hint: `Write "name: ${expected}", or publish the text under its own name.`,
  }
}
