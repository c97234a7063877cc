import type { EntryFrame, SaidIn } from './entry.ts'
import { type EntryKind, kinds } from './entry-kinds.ts'
import type { DecidedBy, Kind, OrderFold } from './model/kind.ts'
import { standingOf } from './model/standing.ts'
import {
  type ClockState,
  type CountedThing,
  type Counters,
  initialOrderState,
  initialPartState,
  type OrderState,
  type PartState,
  type RunningState,
} from './model/state.ts'
import { addSum, type Sum } from './model/sum.ts'

/** An entry without what is computed from it. */
export type Change<Name extends EntryKind = EntryKind> = {
  readonly [K in Name]: SaidIn<K> & Pick<EntryFrame, 'id' | 'sequence' | 'at' | 'decided_at' | 'order'>
}[Name]

/** The newest states before an entry: of the order that it is about, and of the part of it; null for the first. */
export interface OrderBefore {
  readonly order: OrderState | null
  readonly part: PartState | null
}

/** Nothing was said of the order, or the entry is about none. */
export const noOrderBefore: OrderBefore = { order: null, part: null }

/**
 * The state after an entry, from the state before it and the newest states of its order: a fold over a
 * stream gives the state of its head. Pure.
 */
export function evolve<Name extends EntryKind>(
  before: RunningState,
  orderBefore: OrderBefore,
  change: Change<Name>,
): RunningState {
  const kind = kindNamed(change.kind)
  const { contributions, open_disputes } = kind.account(before, change)
  return {
    balances: addSum(before.balances, kind.movement(change)),
    standing: standingOf(contributions),
    contributions,
    open_disputes,
    counters: countersAfter(before.counters, kind, change),
    clock: clockAfter(before.clock, change.decided_at),
    erased_to: Math.max(before.erased_to, kind.erases(change)),
    order: change.order === null ? null : orderAfter(orderBefore, kind, change),
  }
}

type KindNamed<Name extends EntryKind> = Kind<SaidIn<Name>['request'], SaidIn<Name>['result']>

function countersAfter<Name extends EntryKind>(
  before: Counters,
  kind: KindNamed<Name>,
  change: Change<Name>,
): Counters {
  const credit = kind.credit(change)
  const after: Counters & Record<CountedThing, number> = {
    ...before,
    credited: addSum(before.credited, credit),
    credited_automatically: addSum(before.credited_automatically, kind.isAutomatic ? credit : null),
  }
  for (const thing of kind.counts(change)) after[thing] += 1
  return after
}

function clockAfter(before: ClockState, decidedAt: string): ClockState {
  return decidedAt < before.latest ? { ...before, ran_back: true } : { ...before, latest: decidedAt }
}

/** The part's own state stands with the order's; the counts over all parts follow from it. */
function orderAfter<Name extends EntryKind>(
  before: OrderBefore,
  kind: KindNamed<Name>,
  change: Change<Name>,
): OrderState {
  const order = before.order ?? initialOrderState
  const { whole, waiting_parts, denied_parts, denied_part } = order
  const isWhole = (change.order?.part ?? null) === null
  const partBefore = isWhole ? whole : (before.part ?? initialPartState)
  const after: OrderFold = kind.order({ order, part: partBefore }, change)
  const more = (has: (part: PartState) => boolean): number =>
    isWhole ? 0 : (has(after.part) ? 1 : 0) - (has(partBefore) ? 1 : 0)
  const deniedParts = denied_parts + more(({ denied }) => denied !== null)
  return {
    ...after.order,
    waiting_parts: waiting_parts + more(({ waiting_review }) => waiting_review !== null),
    denied_parts: deniedParts,
    denied_part: deniedParts === 0 ? null : isWhole ? denied_part : (after.part.denied ?? denied_part),
    whole: isWhole ? after.part : whole,
    part: isWhole ? null : after.part,
  }
}

/** What the entry credited for an order, if it credited anything above 0. */
export function creditOf<Name extends EntryKind>(change: Change<Name>): Sum | null {
  return kindNamed(change.kind).credit(change)
}

/** What the entry did to the balance, signed; null where it did nothing. */
export function movementOf<Name extends EntryKind>(change: Change<Name>): Sum | null {
  return kindNamed(change.kind).movement(change)
}

/** What waits from the entry on to be delivered to where the customer's money lives. */
export function undeliveredBy<Name extends EntryKind>(change: Change<Name>): Sum | null {
  return kindNamed(change.kind).undelivered(change)
}

/** What the entry counts as in history. */
export function countedAs<Name extends EntryKind>(change: Change<Name>): readonly CountedThing[] {
  return kindNamed(change.kind).counts(change)
}

/** Rule, clause and outcome of the entry, as filters of history look at them. */
export function decidedBy<Name extends EntryKind>(change: Change<Name>): DecidedBy {
  return kindNamed(change.kind).decidedBy(change)
}

/** Whether limits look at what the entry credited: no person approved it. */
export function isAutomatic({ kind }: { readonly kind: EntryKind }): boolean {
  return kinds[kind].isAutomatic
}

/** The decision (or reopening) that an undelivered credit is called by: its own, the review's, or that of what came back. */
export function decisionOfCredit(credit: Change): string {
  switch (credit.kind) {
    case 'review_resolved':
      return credit.request.review
    case 'credit_returned':
      return credit.request.decision
    default:
      return credit.id
  }
}

function kindNamed<Name extends EntryKind>(name: Name): KindNamed<Name> {
  return kinds[name]
}
