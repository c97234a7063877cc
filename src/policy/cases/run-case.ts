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

type Difference = CaseResult['differences'][number]

/** How one case comes out. What cannot be judged at all differs in clear words; never rejects. */
export async function runCase(
  policy: Policy,
  tested: Case,
  judge: JudgeCase,
): Promise<Pick<CaseResult, 'differences' | 'decided'>> {
  const judged = await answerCase(policy, tested, judge)
  if (judged.answer === null) return { differences: judged.faults, decided: null }
  const differences = judged.faults.length > 0 ? judged.faults : compareAnswer(tested.expect, judged.answer)
  return { differences, decided: differences.length > 0 ? judged.answer : null }
}

/**
 * What a policy answers to a case, whatever it expects, and the faults that make the case no example of a request. Null
 * where it cannot be judged. Never rejects.
 */
export async function answerCase(
  policy: Policy,
  tested: Case,
  judge: JudgeCase,
): Promise<{ readonly answer: CaseAnswer | null; readonly faults: readonly Difference[] }> {
  const now = caseTime(tested)
  const { facts, errors, missing } = caseFacts(policy, tested)
  const faults: Difference[] = errors.map(({ fact, message, accepted }) => ({
    field: fact === '' ? 'facts' : fact,
    expected: accepted,
    actual: message,
  }))
  if (now === undefined) {
    faults.push({ field: 'now', expected: 'a date and time with its offset', actual: String(tested.now) })
  }
  if (faults.length > 0 || now === undefined) return { answer: null, faults }
  try {
    const answer = await judge(policy, tested.section, { facts, now })
    return { answer, faults: lackingFacts(missing, answer) }
  } catch (cause) {
    const actual = cause instanceof Error ? cause.message : String(cause)
    const fault = { field: 'case', expected: 'an answer', actual: `the case could not be decided: ${actual}` }
    return { answer: null, faults: [fault] }
  }
}

/** Facts that the decision needed and no request may leave out: what the case says never happens. */
function lackingFacts(missing: readonly FactError[], { why }: CaseAnswer): readonly Difference[] {
  return missing
    .filter(({ fact }) => why.missing_facts.includes(fact))
    .map(({ fact, accepted }) => ({
      field: fact,
      expected: accepted,
      actual: 'not given, and the decision needs it',
    }))
}
