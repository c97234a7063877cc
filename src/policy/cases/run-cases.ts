import type { Case } from '../model/case.ts'
import type { Policy } from '../model/policy.ts'
import type { FactValues } from '../model/value.ts'
import type { CaseAnswer } from './case-answer.ts'
import { caseFacts, caseTime } from './case-facts.ts'
import type { CaseResult } from './case-result.ts'
import { compareAnswer } from './compare-answer.ts'

/** Decides a case as a request would be decided, but that limits and the stop switch do not apply. */
export type JudgeCase = (
  policy: Policy,
  section: Case['section'],
  input: { readonly facts: FactValues; readonly now: number },
) => CaseAnswer | Promise<CaseAnswer>

/**
 * Runs all cases of a policy, in their order. A case whose facts or time are wrong, and one that
 * cannot be judged at all, differs in clear words. `onStep` hears which is next. Never rejects.
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
    results.push({ name, section, rule, ...position, differences: await differences(policy, tested, judge) })
  }
  return results
}

async function differences(policy: Policy, tested: Case, judge: JudgeCase): Promise<CaseResult['differences']> {
  const now = caseTime(tested)
  const { facts, errors } = caseFacts(policy, tested)
  const faults = errors.map(({ fact, message, accepted }) => ({
    field: fact === '' ? 'facts' : fact,
    expected: accepted,
    actual: message,
  }))
  if (now === undefined) {
    faults.push({ field: 'now', expected: 'a date and time with its offset', actual: String(tested.now) })
  }
  if (faults.length > 0 || now === undefined) return faults
  try {
    return compareAnswer(tested.expect, await judge(policy, tested.section, { facts, now }))
  } catch (cause) {
    const actual = cause instanceof Error ? cause.message : String(cause)
    return [{ field: 'case', expected: 'an answer', actual: `the case could not be decided: ${actual}` }]
  }
}
