import type { Policy } from '../model/policy.ts'
import { type ComparedTerms, ruleAt, type Transition, transitionChange, transitionTerm } from './compared-section.ts'
import type { ChangedClass } from './comparison.ts'
import { decidedRule } from './decided-rule.ts'
import { type FoundOrder, findOrder, type JudgeOrder } from './find-order.ts'
import { createJudge, decisionOf, exampleOf, historyAfter, type JudgedOrder } from './judged-order.ts'
import type { Laboratory } from './laboratory.ts'
import { largestDifference } from './largest-difference.ts'
import { amountChange } from './search-flips.ts'
import { simplerOrder } from './simpler-order.ts'

/** A section of two versions in the solver. */
export type Compared = Laboratory & { readonly questions: ComparedTerms }

interface JudgedTwice {
  readonly order: FoundOrder
  readonly before: JudgedOrder
  readonly after: JudgedOrder
}

/** The class of a transition with an order of the solver's; null where it takes back that there is one. */
export async function showClass(laboratory: Compared, transition: Transition): Promise<ChangedClass | null> {
  const judge = simplestOf(judgeOfClass(laboratory, transition))
  const term = transitionTerm(laboratory.questions, transition)
  const search = await findOrder(laboratory, [term], judge)
  if (search.kind === 'none') return null
  const place = await placeOf(laboratory, transition)
  if (search.kind === 'open') return { ...place, example: null, because: search.because }
  return { ...place, example: comparedExample(laboratory, search.judged), because: null }
}

/** The class of a transition with an order that is known; null where the service decides that one otherwise. */
export async function classOfOrder(
  laboratory: Compared,
  transition: Transition,
  order: FoundOrder,
): Promise<ChangedClass | null> {
  const judged = simplestOf(judgeOfClass(laboratory, transition))(order)
  if (judged === null) return null
  const place = await placeOf(laboratory, transition)
  return { ...place, example: comparedExample(laboratory, judged), because: null }
}

/** Judges, and judges the simplest order that shows the same. */
function simplestOf(judge: JudgeOrder<JudgedTwice>): JudgeOrder<JudgedTwice> {
  return (order) => judge(order) && judge(simplerOrder(order, judge))
}

function policiesOf({ questions: { before, after } }: Compared): readonly [Policy, Policy] {
  return [before.translation.policy, after.translation.policy]
}

async function placeOf(
  laboratory: Compared,
  transition: Transition,
): Promise<Omit<ChangedClass, 'example' | 'because'>> {
  const { section, questions } = laboratory
  const { from, to, amount } = transition
  const term = transitionTerm(questions, transition)
  const change = transitionChange(questions, transition)
  const largest = amount === 'same' ? null : await largestDifference(laboratory, term, change)
  return { section, from: ruleAt(questions.before, from), to: ruleAt(questions.after, to), amount, largest }
}

function comparedExample(
  laboratory: Compared,
  { order, before, after }: JudgedTwice,
): NonNullable<ChangedClass['example']> {
  const policies = policiesOf(laboratory)
  return {
    ...exampleOf(policies, order),
    history_after: historyAfter(...policies, order),
    before: decisionOf(before),
    after: decisionOf(after),
  }
}

function judgeOfClass(laboratory: Compared, { from, to, amount }: Transition): JudgeOrder<JudgedTwice> {
  const { section, questions } = laboratory
  const [first, second] = policiesOf(laboratory)
  const judges = [createJudge(first, section), createJudge(second, section)] as const
  const [left, right] = [ruleAt(questions.before, from), ruleAt(questions.after, to)]
  return (order) => {
    const [before, after] = [judges[0](order), judges[1](order)]
    if (before === null || after === null) return null
    if (decidedRule(before, first.defaultRuling.id) !== left) return null
    if (decidedRule(after, second.defaultRuling.id) !== right) return null
    const change = amountChange(before.ruling?.entitled ?? null, after.ruling?.entitled ?? null)
    return change === amount || (amount === 'same' && left !== right) ? { order, before, after } : null
  }
}
