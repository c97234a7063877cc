import { parseTimestamp } from '../../time/parse-timestamp.ts'
import type { Case } from '../model/case.ts'
import type { Policy } from '../model/policy.ts'
import type { FactValues } from '../model/value.ts'
import type { CaseAnswer } from './case-answer.ts'
import { caseFacts } from './case-facts.ts'
import type { CaseResult } from './case-result.ts'
import { compareAnswer } from './compare-answer.ts'

/** Decides a case as a request would be decided, but that limits and the stop switch do not apply. */
export type JudgeCase = (
  policy: Policy,
  section: Case['section'],
  input: { readonly facts: FactValues; readonly now: number },
) => CaseAnswer | Promise<CaseAnswer>

/** The moment at which a case without `now` is decided: noon UTC of 15 January 2026. */
const defaultNow = '2026-01-15T12:00:00Z'

/**
 * Runs all cases of a policy, in their order. A case whose facts or time are wrong, one that lacks what
 * its decision needed, and one that cannot be judged at all, differs in clear words. Never rejects.
 */
export async function runCases(policy: Policy, judge: JudgeCase): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = []
  for (const tested of policy.cases) {
    const { name, section, rule, position } = tested
    results.push({ name, section, rule, ...position, ...(await judged(policy, tested, judge)) })
  }
  return results
}

type Judged = Pick<CaseResult, 'differences' | 'decided'>

async function judged(policy: Policy, tested: Case, judge: JudgeCase): Promise<Judged> {
  const now = parseTimestamp(tested.now ?? defaultNow)
  const { facts, errors } = caseFacts(policy, tested)
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
    const lacking = lackingFacts(policy, answer)
    const differences = lacking.length > 0 ? lacking : compareAnswer(tested.expect, answer)
    return { differences, decided: differences.length > 0 ? answer : null }
  } catch (cause) {
    const actual = cause instanceof Error ? cause.message : String(cause)
    const differences = [{ field: 'case', expected: 'an answer', actual: `the case could not be decided: ${actual}` }]
    return { differences, decided: null }
  }
}

/** Facts that the decision needed, that the case does not give, and that no request may leave out: it decides what never happens. */
function lackingFacts(policy: Policy, { why }: CaseAnswer): CaseResult['differences'] {
  return why.missing_facts.flatMap((name) => {
    const fact = policy.facts.get(name)
    if (fact?.presence !== 'required' || fact.from === 'history') return []
    const expected = fact.values === null ? `a value of type ${fact.type}` : `one of ${fact.values.join(', ')}`
    return [{ field: name, expected, actual: 'not given, and the decision needs it' }]
  })
}
