import type { Policy } from '../model/policy.ts'
import { type Compared, classOfOrder, showClass } from './changed-class.ts'
import { comparedTerms, ruleAt, type Transition, transitionsFrom, transitionTerm } from './compared-section.ts'
import type { ChangedClass, OpenTransition, PolicyComparison } from './comparison.ts'
import { efforts, openReason } from './find-order.ts'
import { type AnalysisDeps, openLaboratory } from './laboratory.ts'
import { searchFlips } from './search-flips.ts'
import { not, or } from './smt-term.ts'
import type { Effort, QueryEffort } from './solver.ts'
import type { SectionTerms } from './translate-rules.ts'

/** So many orders are tried: more find hardly anything that the solver does not find as quickly. */
const tries = 10_000
/** More transitions than this are not listed. */
const mostOpen = 100

/**
 * Exactly which orders two versions decide differently, as classes, each with an order that shows it; and whether it is proved
 * that there are no others, or which else there may be. The facts are those that both versions accept.
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
    const deps = await open()
    parts.push(await compareSection(await openLaboratory(plan, deps), deps))
  }
  const undecided = parts.find(({ nothing_else }) => nothing_else === 'not_decided')
  return {
    classes: parts.flatMap(({ classes }) => classes),
    open: parts.some(({ open: others }) => others === null) ? null : parts.flatMap(({ open: others }) => others ?? []),
    nothing_else: undecided?.nothing_else ?? 'proved',
    because: undecided?.because ?? null,
    is_partial: parts.some(({ is_partial }) => is_partial),
  }
}

/** Tries orders first: that is quick, and misses little. Then the solver proves that there is nothing else, or finds it. */
async function compareSection(laboratory: Compared, { effort }: AnalysisDeps): Promise<PolicyComparison> {
  const tried = await triedClasses(laboratory, effort)
  const { classes, open } = await settle(laboratory, tried.transitions)
  return {
    classes: [...tried.classes, ...classes],
    open: openTransitions(laboratory, open),
    nothing_else: open.length === 0 ? 'proved' : 'not_decided',
    because: open.length === 0 ? null : openReason(laboratory, 'unknown'),
    is_partial: open.length > 0 && effort.isOver(),
  }
}

interface Tried {
  readonly classes: readonly ChangedClass[]
  readonly transitions: readonly Transition[]
}

async function triedClasses(laboratory: Compared, { isOver }: Effort): Promise<Tried> {
  const { section, questions, variables } = laboratory
  const { before, after } = questions
  const policies = [before.translation.policy, after.translation.policy] as const
  const classes: ChangedClass[] = []
  const transitions: Transition[] = []
  for (const { from, to, amount, order } of searchFlips({ policies, section, variables, tries, isOver })) {
    const transition = { from: indexOf(before, from), to: indexOf(after, to), amount }
    const shown = await classOfOrder(laboratory, transition, order)
    if (shown === null) continue
    classes.push(shown)
    transitions.push(transition)
  }
  return { classes, transitions }
}

function indexOf({ rules }: SectionTerms, id: string | null): number {
  return id === null ? -1 : rules.findIndex(({ rule }) => rule.id === id)
}

function keyOf({ from, to, amount }: Transition): string {
  return `${from} ${to} ${amount}`
}

interface Settled {
  readonly classes: readonly ChangedClass[]
  readonly open: readonly Transition[]
}

/**
 * Finds out which transitions there are beside the known ones: asks about all at once, then about each rule's, then about each
 * by itself, with more effort for what is left.
 */
async function settle(laboratory: Compared, known: readonly Transition[]): Promise<Settled> {
  const { solver, questions } = laboratory
  const others = known.map((transition) => not(transitionTerm(questions, transition)))
  const { verdict } = await solver.check([questions.differs, ...others], [], 'least')
  if (verdict === 'unsat') return { classes: [], open: [] }
  const met = new Set(known.map(keyOf))
  const classes: ChangedClass[] = []
  let open: Transition[] = []
  const settleAll = async (groups: readonly (readonly Transition[])[], effort: QueryEffort): Promise<void> => {
    open = []
    for (const group of groups) {
      const settled = await settleGroup(laboratory, group, effort)
      classes.push(...settled.classes)
      open.push(...settled.open)
    }
  }
  const rows = [-1, ...questions.before.rules.keys()].map((from) => transitionsFrom(questions, from))
  const rest = rows.map((row) => row.filter((transition) => !met.has(keyOf(transition))))
  await settleAll(rest, 'least')
  for (const effort of efforts) {
    const single = open.map((transition) => [transition])
    await settleAll(single, effort)
  }
  return { classes, open }
}

/** Asks for one after another of the transitions until the solver says that there is no more, or does not know. */
async function settleGroup(
  laboratory: Compared,
  transitions: readonly Transition[],
  effort: QueryEffort,
): Promise<Settled> {
  const { solver, questions } = laboratory
  const classes: ChangedClass[] = []
  let rest = transitions
  while (rest.length > 0) {
    const terms = rest.map((transition) => transitionTerm(questions, transition))
    const checked = await solver.check([or(...terms)], terms, effort)
    if (checked.verdict === 'unsat') return { classes, open: [] }
    const met = checked.verdict === 'sat' ? rest.filter((_, index) => checked.values[index] === 'true') : []
    if (met.length === 0) break
    for (const transition of met) {
      const shown = await showClass(laboratory, transition)
      if (shown !== null) classes.push(shown)
    }
    rest = rest.filter((transition) => !met.includes(transition))
  }
  return { classes, open: rest }
}

/** By rules, with all amounts of two of them together; null for so many that it says nothing. */
function openTransitions(
  { section, questions }: Compared,
  open: readonly Transition[],
): readonly OpenTransition[] | null {
  const rules = new Map<string, Transition[]>()
  for (const transition of open) {
    const key = `${transition.from} ${transition.to}`
    rules.set(key, [...(rules.get(key) ?? []), transition])
  }
  if (rules.size > mostOpen) return null
  return [...rules.values()].map((list) => ({
    section,
    from: ruleAt(questions.before, list[0]?.from ?? -1),
    to: ruleAt(questions.after, list[0]?.to ?? -1),
    amounts: list.map(({ amount }) => amount),
  }))
}
