import { compareDiagnostics, type Diagnostic } from '../../problems/diagnostic.ts'
import { type JudgeCase, runCases } from '../cases/run-cases.ts'
import type { DiagnosticCode } from '../diagnostics/diagnostic-pages.ts'
import { parseAndLint } from '../lint/parse-and-lint.ts'
import type { PolicyCheck } from './policies.ts'

/** Parses and lints a text and runs its cases. With a `name`, a text that names another policy has an error. */
export async function checkPolicy(judgeCase: JudgeCase, name: string | null, text: string): Promise<PolicyCheck> {
  const parsed = parseAndLint(text)
  const { policy } = parsed
  const misnamed = policy !== null && name !== null && policy.name !== name ? [otherName(text, name, policy.name)] : []
  const diagnostics = [...parsed.diagnostics, ...misnamed].sort(compareDiagnostics)
  if (policy === null || misnamed.length > 0) return { valid: false, diagnostics, cases: [] }
  const cases = await runCases(policy, judgeCase)
  return { valid: cases.every(({ differences }) => differences.length === 0), diagnostics, cases }
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
