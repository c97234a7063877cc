import type { EntryFrame, SaidIn } from './entry.ts'
import { type EntryKind, kinds } from './entry-kinds.ts'
import type { Kind } from './model/kind.ts'
import { initialOrderState, type OrderState, type RunningState } from './model/state.ts'
import { addSum, type Sum } from './model/sum.ts'

/** An entry without what is computed from it. */
export type Change<Name extends EntryKind = EntryKind> = {
  readonly [K in Name]: SaidIn<K> & Pick<EntryFrame, 'id' | 'sequence' | 'at' | 'order'>
}[Name]

/**
 * The state after an entry, from the state before it and the newest state of its order (null for the
 * order's first entry): a fold over a stream gives the state of its head. Pure.
 */
export function evolve<Name extends EntryKind>(
  before: RunningState,
  orderBefore: OrderState | null,
  change: Change<Name>,
): RunningState {
  const kind = kindNamed(change.kind)
  const { standing, open_disputes } = kind.account(before, change)
  return {
    balances: addSum(before.balances, kind.movement(change)),
    standing,
    open_disputes,
    counters: kind.counters(before.counters, change),
    order: change.order === null ? null : kind.order(orderBefore ?? initialOrderState, change),
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

/** The decision that an entry credited for: its own, or the one whose review it resolved. */
export function decisionOfCredit(credit: Change): string {
  return credit.kind === 'review_resolved' ? credit.request.review : credit.id
}

function kindNamed<Name extends EntryKind>(name: Name): Kind<SaidIn<Name>['request'], SaidIn<Name>['result']> {
  return kinds[name]
}
