import type { Policy } from '../model/policy.ts'
import { type ComparedTerms, comparedTerms } from './compared-section.ts'
import type { ChangedClass, PolicyComparison } from './comparison.ts'
import { decidedRule } from './decided-rule.ts'
import { type FoundOrder, findOrder, openReason } from './find-order.ts'
import { createJudge, decisionOf, exampleOf, type JudgedOrder } from './judged-order.ts'
import { type AnalysisDeps, type Laboratory, openLaboratory } from './laboratory.ts'
import { largestDifference } from './largest-difference.ts'
import { readNumber, safeInteger } from './read-model.ts'
import { simplerOrder } from './simpler-order.ts'
import { and, equal, intTerm, not } from './smt-term.ts'
import type { SectionTerms } from './translate-rules.ts'

/** The classes of a comparison that are looked for; more than any two versions of one policy have. */
const mostClasses = 100

/**
 * Exactly which orders two versions decide differently, as classes, each with an order that shows it; and whether it is proved
 * that there are no others. The facts are those that both versions accept.
 */
export async function comparePolicies(
  before: Policy,
  after: Policy,
  open: () => Promise<AnalysisDeps>,
): Promise<PolicyComparison> {
  const sections =
    before.disputes.length + after.disputes.length === 0 ? (['refunds'] as const) : (['refunds', 'disputes'] as const)
  const parts: PolicyComparison[] = []
  for (const section of sections) {
    const plan = { policies: [before, after], section, prepare: comparedTerms }
    parts.push(await compareSection(await openLaboratory(plan, await open())))
  }
  const open_ = parts.find(({ nothing_else }) => nothing_else === 'not_decided')
  return {
    classes: parts.flatMap(({ classes }) => classes),
    nothing_else: open_?.nothing_else ?? 'proved',
    because: open_?.because ?? null,
    is_partial: parts.some(({ is_partial }) => is_partial),
  }
}

interface ClassTerms {
  readonly from: string | null
  readonly to: string | null
  readonly amount: ChangedClass['amount']
  readonly term: string
}

type Compared = Laboratory & { readonly questions: ComparedTerms }

async function compareSection(laboratory: Compared): Promise<PolicyComparison> {
  const { solver, questions } = laboratory
  const classes: ChangedClass[] = []
  const found: string[] = []
  const partial = (because: string): PolicyComparison => {
    return { classes, nothing_else: 'not_decided', because, is_partial: solver.isOver() }
  }
  while (found.length < mostClasses) {
    const values = [questions.before.decided, questions.after.decided, questions.change, questions.unit]
    const checked = await solver.check([questions.differs, ...found.map(not)], values)
    if (checked.verdict === 'unsat') return { classes, nothing_else: 'proved', because: null, is_partial: false }
    if (checked.verdict === 'unknown') return partial(openReason(laboratory, 'unknown'))
    const terms = classOf(questions, checked.values)
    found.push(terms.term)
    const shown = await showClass(laboratory, terms)
    if (shown !== null) classes.push(shown)
  }
  return partial(`There are more than ${mostClasses} classes.`)
}

function classOf({ before, after, change, unit }: ComparedTerms, values: readonly string[]): ClassTerms {
  const [from, to, by, smallest] = values.map((value) => readNumber(value))
  const index = (number: ReturnType<typeof readNumber> | undefined): number =>
    number === undefined || number === null ? -1 : (safeInteger(number) ?? -1)
  const [left, right] = [index(from), index(to)]
  const isLarge = by !== undefined && by !== null && smallest !== undefined && smallest !== null
  const amount = !isLarge || by.absolute().compare(smallest) < 0 ? 'same' : by.sign() > 0 ? 'up' : 'down'
  const isAmount = {
    up: `(>= ${change} ${unit})`,
    down: `(<= ${change} (- ${unit}))`,
    same: and(`(< ${change} ${unit})`, `(> ${change} (- ${unit}))`),
  }[amount]
  return {
    from: ruleAt(before, left),
    to: ruleAt(after, right),
    amount,
    term: and(equal(before.decided, intTerm(left)), equal(after.decided, intTerm(right)), isAmount),
  }
}

function ruleAt({ rules }: SectionTerms, index: number): string | null {
  return rules[index]?.rule.id ?? null
}

/** Null for a class that the solver takes back when it is asked for an order of it. */
async function showClass(laboratory: Compared, terms: ClassTerms): Promise<ChangedClass | null> {
  const { section, questions } = laboratory
  const policies = [questions.before.translation.policy, questions.after.translation.policy] as const
  const judge = judgeOfClass(laboratory, policies, terms)
  const search = await findOrder(laboratory, [terms.term], (order) => judge(order) && judge(simplerOrder(order, judge)))
  if (search.kind === 'none') return null
  const { from, to, amount } = terms
  const largest = amount === 'same' ? null : await largestDifference(laboratory, terms.term)
  if (search.kind === 'open') return { section, from, to, amount, example: null, largest, because: search.because }
  const { order, before, after } = search.judged
  const example = { ...exampleOf(policies, order), before: decisionOf(before), after: decisionOf(after) }
  return { section, from, to, amount, example, largest, because: null }
}

interface JudgedTwice {
  readonly order: FoundOrder
  readonly before: JudgedOrder
  readonly after: JudgedOrder
}

function judgeOfClass(
  { section }: Laboratory,
  [first, second]: readonly [Policy, Policy],
  { from, to, amount }: ClassTerms,
): (order: FoundOrder) => JudgedTwice | null {
  const judges = [createJudge(first, section), createJudge(second, section)] as const
  return (order) => {
    const [before, after] = [judges[0](order), judges[1](order)]
    if (before === null || after === null) return null
    if (decidedRule(before, first.defaultRuling.id) !== from) return null
    if (decidedRule(after, second.defaultRuling.id) !== to) return null
    return direction(before, after) === amount || (amount === 'same' && from !== to) ? { order, before, after } : null
  }
}

function direction(before: JudgedOrder, after: JudgedOrder): ChangedClass['amount'] {
  const [left, right] = [before.ruling?.entitled ?? null, after.ruling?.entitled ?? null]
  const change = left === null ? (right?.sign() ?? 0) : right === null ? -left.sign() : right.compare(left)
  return change > 0 ? 'up' : change < 0 ? 'down' : 'same'
}
