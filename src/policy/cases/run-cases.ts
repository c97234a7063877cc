import type { FactError } from '../facts/fact-error.ts'
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
    results.push({ name, section, rule, ...position, ...(await judged(policy, tested, judge)) })
  }
  return results
}

type Judged = Pick<CaseResult, 'differences' | 'decided'>

async function judged(policy: Policy, tested: Case, judge: JudgeCase): Promise<Judged> {
  const now = caseTime(tested)
  const { facts, errors, missing } = caseFacts(policy, tested)
  const faults = errors.map(({ fact, message, accepted }) => ({
    field: fact === '' ? 'facts' : fact,
    expected: accepted,
    actual: message,
  }))
  if (now === undefined) {
    faults.push({ field: 'now', expected: 'a date and time with its offset', actual: String(tested.now) })
  }
  if (faults.length > 0 || now === undefined) return { differences: faults, decided: null }
  try {
    const answer = await judge(policy, tested.section, { facts, now })
    const lacking = lackingFacts(missing, answer)
    const differences = lacking.length > 0 ? lacking : compareAnswer(tested.expect, answer)
    return { differences, decided: differences.length > 0 ? answer : null }
  } catch (cause) {
    const actual = cause instanceof Error ? cause.message : String(cause)
    const differences = [{ field: 'case', expected: 'an answer', actual: `the case could not be decided: ${actual}` }]
    return { differences, decided: null }
  }
}

/** Facts that the decision needed and no request may leave out: what the case says never happens. */
function lackingFacts(missing: readonly FactError[], { why }: CaseAnswer): CaseResult['differences'] {
  return missing
    .filter(({ fact }) => why.missing_facts.includes(fact))
    .map(({ fact, accepted }) => ({
      field: fact,
      expected: accepted,
      actual: 'not given, and the decision needs it',
    }))
}
