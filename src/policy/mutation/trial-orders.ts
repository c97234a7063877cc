import type { CaseAnswer } from '../cases/case-answer.ts'
import { caseFacts, caseTime } from '../cases/case-facts.ts'
import { answerCase, type JudgeCase } from '../cases/run-case.ts'
import type { Case } from '../model/case.ts'
import type { Policy } from '../model/policy.ts'
import type { FactValues } from '../model/value.ts'

/** A case as a policy reads it, and what that policy answers to it. */
export interface TrialOrder {
  readonly tested: Case
  /** For policies that declare the same facts. */
  readonly input: { readonly facts: FactValues; readonly now: number }
  readonly answer: CaseAnswer
}

/** The cases that a request could ask about, with the answers; those whose calculation fails come last: they are poor examples. */
export async function trialOrders(
  policy: Policy,
  cases: Iterable<Case>,
  judge: JudgeCase,
): Promise<readonly TrialOrder[]> {
  const sound: TrialOrder[] = []
  const faulty: TrialOrder[] = []
  for (const tested of cases) {
    const { answer, faults } = await answerCase(policy, tested, judge)
    if (answer === null || faults.length > 0) continue
    const list = answer.reason === 'calculation_fault' ? faulty : sound
    list.push({ tested, answer, input: { facts: caseFacts(policy, tested).facts, now: caseTime(tested) ?? 0 } })
  }
  return [...sound, ...faulty]
}

/** What a mutant of the policy answers to an order; null where it answers nothing. */
export async function answerOf(
  mutant: Policy,
  { tested, input }: TrialOrder,
  { policy, judge }: { readonly policy: Policy; readonly judge: JudgeCase },
): Promise<CaseAnswer | null> {
  // Another default makes other facts of the same case.
  if (mutant.facts !== policy.facts) return (await answerCase(mutant, tested, judge)).answer
  try {
    return await judge(mutant, tested.section, input)
  } catch {
    return null
  }
}

const plain = [
  'outcome',
  'label',
  'refund',
  'rule',
  'clause',
  'reason',
  'method',
  'proposed',
  'level',
  'capped_from',
] as const

/** Whether no case can tell the two answers apart. */
export function isSameAnswer(one: CaseAnswer, other: CaseAnswer): boolean {
  return (
    plain.every((field) => one[field] === other[field]) &&
    JSON.stringify([one.amounts, one.actions]) === JSON.stringify([other.amounts, other.actions])
  )
}
