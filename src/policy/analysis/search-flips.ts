import type { Rational } from '../../money/rational.ts'
import { caseFacts, caseTime } from '../cases/case-facts.ts'
import { createCompiledEvaluator } from '../evaluate/compiled.ts'
import { completeFacts } from '../facts/complete-facts.ts'
import { neutralValue } from '../facts/neutral-value.ts'
import { FactSlots, factLayout } from '../model/fact-slots.ts'
import { numberSequence } from '../model/number-sequence.ts'
import type { Policy } from '../model/policy.ts'
import type { FactValues, Value } from '../model/value.ts'
import type { AmountChange } from './comparison.ts'
import { type FactVariable, variableKey } from './fact-variables.ts'
import type { FoundOrder } from './find-order.ts'
import { historyRelations, isPossible } from './history-relations.ts'
import { type TrialOrder, type TrialValues, trialValues } from './trial-values.ts'

/** An order that two versions decide differently, and how. */
export interface Flip {
  readonly from: string | null
  readonly to: string | null
  readonly amount: AmountChange
  readonly order: FoundOrder
}

/** Where and how long flips are looked for. */
export interface FlipSearch {
  readonly policies: readonly [Policy, Policy]
  readonly section: 'refunds' | 'disputes'
  readonly variables: readonly FactVariable[]
  /** How many orders are decided. */
  readonly tries: number
  readonly isOver: () => boolean
}

/** So many orders of one way of being decided are built upon. */
const mostKept = 40
const replacedShare = 0.05
const firstDraws = 50
const usualNow = Date.UTC(2026, 0, 15, 12)

/**
 * Tries orders near what the policies and their cases say, and builds on those that came out in a new way: one order for
 * each way of being decided differently that it meets. The same policies give the same.
 */
export function searchFlips(search: FlipSearch): readonly Flip[] {
  const { policies, variables, tries, isOver } = search
  const next = numberSequence(1)
  const trial = trialValues(policies, variables, next)
  const [decideBefore, decideAfter] = [quickJudge(policies[0], search), quickJudge(policies[1], search)]
  const canBe = historyCheck(variables)
  const flips = new Map<string, Flip>()
  const ways = new Map<string, TrialOrder[]>()
  const meet = (order: TrialOrder): void => {
    const before = canBe(order) ? decideBefore(order) : null
    const after = before === null ? null : decideAfter(order)
    if (before === null || after === null) return
    const amount = amountChange(before.amount, after.amount)
    const key = `${before.rule} ${after.rule} ${amount}`
    const isFlip = before.rule !== after.rule || before.outcome !== after.outcome || amount !== 'same'
    if (isFlip && !flips.has(key)) {
      flips.set(key, { from: before.rule, to: after.rule, amount, order: foundOrder(order, variables) })
    }
    const like = ways.get(key) ?? []
    if (like.length === 0) ways.set(key, like)
    if (like.length < mostKept) like.push(order)
    else if (next() < replacedShare) like[Math.floor(next() * like.length)] = order
  }
  for (const order of firstOrders(search, trial)) if (!isOver()) meet(order)
  for (let tried = 0; tried < tries && !(tried % 64 === 0 && isOver()); tried += 1) {
    const all = [...ways.values()]
    const like = all[Math.floor(next() * all.length)] ?? []
    const order = like[Math.floor(next() * like.length)]
    if (order !== undefined) meet(changed(order, trial, next))
  }
  return [...flips.values()]
}

/** How an amount is to another, null being nothing. */
export function amountChange(before: Rational | null, after: Rational | null): AmountChange {
  const change = before === null ? (after?.sign() ?? 0) : after === null ? -before.sign() : after.compare(before)
  return change > 0 ? 'up' : change < 0 ? 'down' : 'same'
}

/** The order with one of its values changed, or a few. */
function changed(order: TrialOrder, trial: TrialValues, next: () => number): TrialOrder {
  const values = [...order.values]
  let now = order.now
  const count = 1 + Math.floor(next() * next() * 5)
  for (let done = 0; done < count; done += 1) {
    const place = Math.floor(next() * (values.length + 1))
    if (place === values.length) now = trial.timeFor({ values, now })
    else values[place] = trial.valueFor(place, { values, now })
  }
  return { values, now }
}

function foundOrder({ values, now }: TrialOrder, variables: readonly FactVariable[]): FoundOrder {
  const facts = new Map<FactVariable, Value>()
  for (const [place, variable] of variables.entries()) {
    const value = values[place] ?? null
    if (value !== null) facts.set(variable, value)
  }
  return { facts, now }
}

/** The orders of the policies' cases, and some that are drawn. */
function* firstOrders({ policies, section, variables }: FlipSearch, trial: TrialValues): Generator<TrialOrder> {
  for (const policy of policies) {
    for (const tested of policy.cases) {
      if (tested.section !== section) continue
      yield filled(variables, trial, { known: caseFacts(policy, tested).facts, now: caseTime(tested) ?? usualNow })
    }
  }
  for (let drawn = 0; drawn < firstDraws; drawn += 1) yield filled(variables, trial, { known: null, now: usualNow })
}

/** An order with what a case says, or with anything, and with something for what must be there. */
function filled(
  variables: readonly FactVariable[],
  trial: TrialValues,
  { known, now }: { readonly known: FactValues | null; readonly now: number },
): TrialOrder {
  const values: (Value | null)[] = variables.map(({ declaration: { name, history } }) => {
    return known?.get(name) ?? (history === null ? null : neutralValue(history))
  })
  for (const [place, variable] of variables.entries()) {
    if (values[place] === null && (known === null || variable.given === null)) {
      values[place] = trial.valueFor(place, { values, now })
    }
  }
  return { values, now }
}

/** Whether a history can be as an order says. */
function historyCheck(variables: readonly FactVariable[]): (order: TrialOrder) => boolean {
  const relations = historyRelations(variables).map((relation) => ({
    relation,
    places: [variables.indexOf(relation.narrow), variables.indexOf(relation.wide)] as const,
  }))
  return ({ values }) =>
    relations.every(({ relation, places: [narrow, wide] }) =>
      isPossible(relation, values[narrow] ?? null, values[wide] ?? null),
    )
}

interface QuickDecision {
  readonly rule: string | null
  readonly outcome: string | null
  readonly amount: Rational | null
}

/** What a policy decides of an order; null where it does not accept its facts. */
function quickJudge(
  policy: Policy,
  { section, variables }: Pick<FlipSearch, 'section' | 'variables'>,
): (order: TrialOrder) => QuickDecision | null {
  const evaluator = createCompiledEvaluator(policy)
  const layout = factLayout(policy)
  const own = variables.flatMap(({ declaration }, place) => {
    const fact = policy.facts.get(declaration.name)
    const slot = layout.slotOf.get(declaration.name)
    const isOwn = fact !== undefined && slot !== undefined && variableKey(fact) === variableKey(declaration)
    return isOwn ? [{ place, slot }] : []
  })
  return ({ values, now }) => {
    const slots: (Value | undefined)[] = [...layout.unknown]
    for (const { place, slot } of own) slots[slot] = values[place] ?? undefined
    const { facts, errors } = completeFacts(policy, section, new FactSlots(layout, slots), now)
    if (errors.length > 0) return null
    if (section === 'disputes') {
      const { rule, outcome } = evaluator.evaluateDispute(facts, now)
      return { rule, outcome: rule === null ? null : outcome, amount: null }
    }
    const { terms, entitled } = evaluator.judgeRefund(facts, now)
    return { rule: terms.settled?.id ?? null, outcome: terms.settled?.outcome ?? null, amount: entitled }
  }
}
