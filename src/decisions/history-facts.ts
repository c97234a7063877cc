import type { OrderPart } from '../journal/entry.ts'
import { type HistoryPoint, type HistoryReads, readHistory } from '../journal/history.ts'
import type { OrderState } from '../journal/state.ts'
import { Rational } from '../money/rational.ts'
import type { HistoryQuery } from '../policy/model/history-query.ts'
import type { FactDeclaration, Policy } from '../policy/model/policy.ts'
import type { FactValues, Value } from '../policy/model/value.ts'
import { formatInstant } from '../time/instant.ts'

/** Where in which stream a decision stands. */
export interface HistoryContext extends HistoryPoint {
  readonly order: OrderPart | null
  readonly orderState: OrderState | null
  readonly currency: string | null
  /** The request's facts, for windows that end at one of them. */
  readonly facts: FactValues
}

/**
 * The history facts that the section reads, from the journal as it was before the decision. What
 * cannot be said (a sum without a known currency, a window before an unknown instant) is unknown.
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
  const values = await Promise.all(declarations.map((fact) => historyValue(remembering, fact, context)))
  const known = declarations.map((fact, index) => [fact.name, values[index]] as const)
  return new Map(known.filter((pair): pair is readonly [string, Value] => pair[1] !== undefined && pair[1] !== null))
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

async function historyValue(
  store: HistoryReads,
  fact: FactDeclaration,
  context: HistoryContext,
): Promise<Value | null> {
  if (fact.history === null) return null
  if (fact.history.kind === 'state') return stateValue(fact.history, context)
  const { kind, entries, of, withinMilliseconds, where } = fact.history
  const before = fact.history.before === null ? null : (context.facts.get(fact.history.before) ?? null)
  if (fact.history.before !== null && typeof before !== 'number') return null
  const { order } = context
  if (of === 'order' && order === null) return null
  const after = withinMilliseconds === null ? null : formatInstant(context.now - withinMilliseconds)
  const answer = await readHistory(store, context, {
    entries,
    isSum: kind === 'sum',
    of: of === 'account' || order === null ? null : { policy: order.policy, id: order.id },
    window: { after, before: typeof before === 'number' ? formatInstant(before) : null },
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

function stateValue(query: Extract<HistoryQuery, { kind: 'state' }>, context: HistoryContext): Value | null {
  switch (query.state) {
    case 'standing':
      return context.head?.state.standing ?? 'good'
    case 'open_disputes': {
      const open = query.of === 'order' ? context.orderState?.open_disputes : context.head?.state.open_disputes
      return Rational.of(BigInt(open?.length ?? 0))
    }
    case 'credited':
      return Rational.of(context.orderState?.credited ?? '0')
  }
}
