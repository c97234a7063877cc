import type { Entry } from '../journal/entry.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import { standingOf } from '../journal/model/standing.ts'
import type { OrderState } from '../journal/model/state.ts'
import type { StreamView } from '../journal/view-stream.ts'
import { parseInstant } from '../time/instant.ts'
import type { DisputeState } from './dispute-state.ts'

/** Where the history ends that a decision on a dispute looks at. */
export interface HistoryPlace {
  readonly head: Entry | null
  /** Windows end here. Milliseconds. */
  readonly now: number
  readonly orderState: OrderState
}

/**
 * The history that a dispute is decided on: all that came before it became what it is, without itself. So
 * an amendment is decided on the same history as the notice before it, and no dispute is a repetition of its own.
 */
export async function historyBefore(
  store: Pick<JournalStore, 'entryAt'>,
  { account, head, now, orderState }: StreamView,
  { known, isChargeback }: { readonly known: DisputeState | null; readonly isChargeback: boolean },
): Promise<HistoryPlace> {
  if (known === null) return { head, now, orderState }
  const others = {
    ...orderState,
    open_chargebacks: orderState.open_chargebacks - (known.counts.isOpen ? 1 : 0),
    unclear_disputes: orderState.unclear_disputes - (known.counts.isUnclear ? 1 : 0),
  }
  const since = isChargeback ? known.chargebackSince : known.opened.sequence
  if (since === null) return { head: without(known, head), now, orderState: others }
  const first = await store.entryAt(account, since)
  const before = await store.entryAt(account, since - 1)
  const then = first === null ? now : parseInstant(first.decided_at)
  return { head: without(known, before), now: then, orderState: others }
}

/** The entry as the account would have it without the dispute's part in its standing. */
function without({ opened }: DisputeState, head: Entry | null): Entry | null {
  if (head === null) return null
  const { [opened.id]: _, ...contributions } = head.state.contributions
  return { ...head, state: { ...head.state, contributions, standing: standingOf(contributions) } }
}
