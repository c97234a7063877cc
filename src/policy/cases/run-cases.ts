import type { Policy } from '../model/policy.ts'
import type { CaseResult } from './case-result.ts'
import { type JudgeCase, runCase } from './run-case.ts'

/**
 * Runs all cases of a policy, in their order. A case whose facts or time are wrong, one that lacks what
 * its decision needed, and one that cannot be judged at all, differs in clear words. `onStep` hears which
 * is next. Never rejects.
 */
export async function runCases(
  policy: Policy,
  judge: JudgeCase,
  onStep: (step: string) => void = () => {},
): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = []
  for (const tested of policy.cases) {
    const { name, section, rule, position } = tested
    onStep(`the case "${name}" (line ${position.line})`)
    results.push({ name, section, rule, ...position, ...(await runCase(policy, tested, judge)) })
  }
  return results
}
