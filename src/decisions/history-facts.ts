import type { OrderState } from '../journal/entry.ts'
import { type HistoryPoint, readHistory } from '../journal/history.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import { Rational } from '../money/rational.ts'
import { interpretedEvaluation } from '../policy/evaluate/interpreted-evaluation.ts'
import type { HistoryQuery } from '../policy/model/history-query.ts'
import type { FactDeclaration, Policy } from '../policy/model/policy.ts'
import type { Evaluated, FactValues, Value } from '../policy/model/value.ts'
import { windowStart } from '../policy/model/window-start.ts'

type HistoryReads = Pick<JournalStore, 'newestUpTo' | 'historyEntries'>

/** Where in which stream a decision stands. */
export interface HistoryContext extends HistoryPoint {
  readonly orderId: string | null
  readonly order: OrderState | null
  readonly currency: string | null
  /** The request's facts, for windows that end at one of them. */
  readonly facts: FactValues
}

/**
 * The history facts that the section reads, from the journal as it was before the decision. What
 * can not be said (a sum without a known currency, a window before an unknown instant) is unknown.
 */
export async function gatherHistoryFacts(
  store: HistoryReads,
  policy: Policy,
  section: 'refunds' | 'disputes',
  context: HistoryContext,
): Promise<ReadonlyMap<string, Value>> {
  const declarations = [...policy.facts.values()].filter(
    (fact) => fact.from === 'history' && policy.reads[section].has(fact.name),
  )
  const remembering = rememberReads(store)
  const values = await Promise.all(
    declarations.map((fact) => historyValue({ store: remembering, policy }, fact, context)),
  )
  const known = declarations.map((fact, index) => [fact.name, values[index]] as const)
  return new Map(known.filter((pair): pair is readonly [string, Value] => pair[1] !== undefined && pair[1] !== null))
}

/** Windows of the same length begin at the same entry: it is read once. The stream up to the head never changes. */
function rememberReads(store: HistoryReads): HistoryReads {
  const known = new Map<string, ReturnType<HistoryReads['newestUpTo']>>()
  return {
    historyEntries: (selection) => store.historyEntries(selection),
    newestUpTo: (account, at, upTo) => {
      const read = known.get(at) ?? store.newestUpTo(account, at, upTo)
      known.set(at, read)
      return read
    },
  }
}

async function historyValue(
  { store, policy }: { readonly store: HistoryReads; readonly policy: Policy },
  fact: FactDeclaration,
  context: HistoryContext,
): Promise<Value | null> {
  if (fact.history === null) return null
  if (fact.history.kind === 'state') return stateValue(fact.history, context)
  const { kind, entries, of } = fact.history
  const { ended: _, facts: __, ...where } = fact.history.where
  const start = windowStart(fact.history, context.now, policy.timeZone)
  const before = beforeOf(policy, fact.history, context)
  if (fact.history.before !== null && typeof before !== 'number') return null
  const order = of === 'account' ? null : context.orderId
  if (of !== 'account' && order === null) return null
  const answer = await readHistory(store, context, {
    entries,
    isSum: kind === 'sum',
    order,
    withinMilliseconds: start === null ? null : context.now - start,
    before: typeof before === 'number' ? before : null,
    where,
  })
  switch (kind) {
    case 'count':
      return Rational.of(BigInt(answer.count))
    case 'exists':
      return answer.count > 0
    case 'sum':
      return context.currency === null ? null : Rational.of(answer.credited[context.currency] ?? '0')
  }
}

/** The instant before which entries count; null where it is unknown, or none is asked for. */
function beforeOf(
  policy: Policy,
  { before }: Exclude<HistoryQuery, { kind: 'state' }>,
  { facts, now }: HistoryContext,
): Evaluated | null {
  if (before === null) return null
  return interpretedEvaluation(policy, facts, now).value(before.kind, before.name)
}

function stateValue(query: Extract<HistoryQuery, { kind: 'state' }>, context: HistoryContext): Value | null {
  switch (query.state) {
    case 'standing':
      return context.head?.state.standing ?? 'good'
    case 'open_disputes': {
      const open = query.of === 'order' ? context.order?.open_disputes : context.head?.state.open_disputes
      return Rational.of(BigInt(open?.length ?? 0))
    }
    case 'credited':
      return Rational.of(context.order?.credited ?? '0')
  }
}
