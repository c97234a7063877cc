import type { Json } from '../fingerprint/canonical-json.ts'
import type { OrderKey, OrderPart } from '../journal/entry.ts'
import {
  type HistoryQuestion,
  type HistoryReads,
  type HistoryWindow,
  noHistory,
  readHistory,
  withKnownWindows,
} from '../journal/history.ts'
import type { CountedHistory } from '../journal/history-selection.ts'
import { negated } from '../journal/model/sum.ts'
import type { StreamView } from '../journal/view-stream.ts'
import { Rational } from '../money/rational.ts'
import { sumDecimals } from '../money/sum-decimals.ts'
import type { Evaluation } from '../policy/evaluate/evaluation.ts'
import { factToJson } from '../policy/facts/fact-json.ts'
import type { HistoryQuery } from '../policy/model/history-query.ts'
import type { FactDeclaration, Policy } from '../policy/model/policy.ts'
import { Unknown, type Value } from '../policy/model/value.ts'
import { windowStart } from '../policy/model/window-start.ts'
import { allOf } from '../time/at-hand.ts'
import { formatInstant } from '../time/instant.ts'

/** Where in which stream a decision stands, and the request as far as it is known without history. */
export interface HistoryContext {
  readonly view: Pick<StreamView, 'head' | 'windows' | 'now' | 'order' | 'orderState'>
  readonly currency: string | null
  readonly evaluation: Evaluation
}

type EntriesQuery = Extract<HistoryQuery, { readonly entries: unknown }>

/**
 * The history facts that the section reads, from the journal as it was before the decision. What
 * cannot be said (a sum without a known currency, a window before an unknown instant, entries like a
 * request that does not say what it is about) is unknown. What the head alone says is there at once.
 */
export function gatherHistoryFacts(
  store: HistoryReads,
  policy: Policy,
  section: Section,
  context: HistoryContext,
): ReadonlyMap<string, Value> | Promise<ReadonlyMap<string, Value>> {
  const declarations = historyFactsOf(policy, section)
  const remembering = context.view.head === null ? store : rememberReads(withKnownWindows(store, context.view))
  const found = allOf(declarations.map((fact) => historyValue(remembering, fact, context)))
  return found instanceof Promise ? found.then((values) => named(declarations, values)) : named(declarations, found)
}

function named(
  declarations: readonly FactDeclaration[],
  values: readonly (Value | null)[],
): ReadonlyMap<string, Value> {
  const known = new Map<string, Value>()
  for (const [index, { name }] of declarations.entries()) {
    const value = values[index]
    if (value !== undefined && value !== null) known.set(name, value)
  }
  return known
}

/** The instants after which the section's windows over all that the account did begin, as far as the time alone tells. */
export function historyWindows(policy: Policy, section: Section, now: number): readonly string[] {
  const starts = historyFactsOf(policy, section).flatMap(({ history }) =>
    history === null || history.kind === 'state' || !isOfAccount(history.of) || isFiltered(history.where)
      ? []
      : [windowStart(history, now, policy.timeZone)],
  )
  return [...new Set(starts.filter((start) => start !== null).map(formatInstant))]
}

function isFiltered({ facts, values, ...where }: EntriesQuery['where']): boolean {
  return facts.size > 0 || values.size > 0 || Object.keys(where).length > 0
}

type Section = 'refunds' | 'disputes'

const historyFacts = new WeakMap<Policy, Readonly<Record<Section, readonly FactDeclaration[]>>>()

/** The history facts that the section reads, looked for once per policy. */
function historyFactsOf(policy: Policy, section: Section): readonly FactDeclaration[] {
  const known = historyFacts.get(policy)
  if (known !== undefined) return known[section]
  const declared = [...policy.facts.values()].filter((fact) => fact.from === 'history')
  const readBy = (asking: Section): readonly FactDeclaration[] =>
    declared.filter(({ name }) => policy.reads[asking].has(name))
  const found = { refunds: readBy('refunds'), disputes: readBy('disputes') }
  historyFacts.set(policy, found)
  return found[section]
}

/** Windows of the same length begin at the same entry: it is read once. The stream up to the head never changes. */
function rememberReads(store: HistoryReads): HistoryReads {
  const known = new Map<string, ReturnType<HistoryReads['newestDecidedUpTo']>>()
  return {
    historyCount: (selection) => store.historyCount(selection),
    historyEntries: (selection) => store.historyEntries(selection),
    disputesOfAccount: (account) => store.disputesOfAccount(account),
    entryAt: (account, sequence) => store.entryAt(account, sequence),
    newestDecidedUpTo: (account, decidedAt, upTo) => {
      const read = known.get(decidedAt) ?? store.newestDecidedUpTo(account, decidedAt, upTo)
      known.set(decidedAt, read)
      return read
    },
  }
}

function historyValue(
  store: HistoryReads,
  { history }: FactDeclaration,
  context: HistoryContext,
): Value | null | Promise<Value | null> {
  if (history === null) return null
  if (history.kind === 'state') return stateValue(history, context)
  if (context.view.head === null) return isAskable(history, context) ? valueOf(history, noHistory, context) : null
  const question = questionOf(history, context)
  if (question === null) return null
  const { order } = context.view
  const whole = readHistory(store, context.view, question)
  if (history.of !== 'other_orders' || order === null) return whole.then((answer) => valueOf(history, answer, context))
  const own = readHistory(store, context.view, { ...question, of: orderAsked('order', order) })
  return Promise.all([whole, own]).then(([all, one]) => valueOf(history, without(all, one), context))
}

/** What all orders have, less what one of them has. */
function without(all: CountedHistory, one: CountedHistory): CountedHistory {
  const credited = Object.entries(all.credited).map(([currency, amount]) => [
    currency,
    sumDecimals([amount, negated(one.credited[currency] ?? '0')]),
  ])
  return { count: all.count - one.count, credited: Object.fromEntries(credited) }
}

function valueOf(history: EntriesQuery, answer: CountedHistory, context: HistoryContext): Value | null {
  switch (history.kind) {
    case 'count':
      return Rational.ofInteger(answer.count)
    case 'exists':
      return answer.count > 0
    case 'sum':
      return context.currency === null ? null : Rational.of(answer.credited[context.currency] ?? '0')
  }
}

/** Whether it asks about more than one order. */
function isOfAccount(of: EntriesQuery['of']): boolean {
  return of === 'account' || of === 'other_orders'
}

/** Whether all that it compares is known. */
function isAskable(query: EntriesQuery, { view, evaluation }: HistoryContext): boolean {
  const { before, of } = query
  const hasEnd = before === null || typeof evaluation.value(before.kind, before.name) === 'number'
  return hasEnd && (isOfAccount(of) || view.order !== null) && factsOf(query, evaluation) !== null
}

/** Null where something that it compares is unknown. */
function questionOf(query: EntriesQuery, context: HistoryContext): HistoryQuestion | null {
  const { order } = context.view
  const window = windowOf(query, context)
  const facts = factsOf(query, context.evaluation)
  if (window === null || facts === null || (!isOfAccount(query.of) && order === null)) return null
  const { values: _, ...where } = query.where
  return {
    entries: query.entries,
    isSum: query.kind === 'sum',
    of: isOfAccount(query.of) || order === null ? null : orderAsked(query.of, order),
    window,
    where: { ...where, facts },
  }
}

/** A request without a part speaks of the whole order, all its parts. */
function orderAsked(of: EntriesQuery['of'], { policy, id, part }: OrderPart): OrderKey | OrderPart {
  return of === 'part' && part !== null ? { policy, id, part } : { policy, id }
}

function windowOf(query: EntriesQuery, { view, evaluation }: HistoryContext): HistoryWindow | null {
  const start = windowStart(query, view.now, evaluation.policy.timeZone)
  const after = start === null ? null : formatInstant(start)
  if (query.before === null) return { after, before: null }
  const before = evaluation.value(query.before.kind, query.before.name)
  return typeof before === 'number' ? { after, before: formatInstant(before) } : null
}

/** What earlier requests must have said: from what this one says, or as the policy has it. */
function factsOf(query: EntriesQuery, evaluation: Evaluation): ReadonlyMap<string, Json> | null {
  const wanted = new Map<string, Json>(query.where.values)
  for (const [earlier, name] of query.where.facts) {
    const type = evaluation.policy.facts.get(name)?.type
    const value = evaluation.value('fact', name)
    if (type === undefined || value instanceof Unknown) return null
    wanted.set(earlier, factToJson(type, value))
  }
  return wanted
}

function stateValue(
  query: Extract<HistoryQuery, { kind: 'state' }>,
  { view: { head, orderState } }: HistoryContext,
): Value {
  switch (query.state) {
    case 'standing':
      return head?.state.standing ?? 'good'
    case 'open_disputes':
      return Rational.ofInteger(query.of === 'order' ? orderState.open_chargebacks : (head?.state.open_disputes ?? 0))
    case 'credited':
      return Rational.of(sumDecimals([orderState.credited, orderState.elsewhere]))
  }
}
