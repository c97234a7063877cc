import { type AtHand, goOn } from '../time/at-hand.ts'
import type { Clock } from '../time/clock.ts'
import { parseInstant } from '../time/instant.ts'
import { orderBefore, type StreamEnd } from './append-entry.ts'
import type { Entry, OrderPart } from './entry.ts'
import { asErased } from './erase-entry.ts'
import type { JournalStore, LookQuestion, StreamLook } from './journal-store.ts'
import { initialOrderState, initialPartState, type OrderState, type PartState } from './model/state.ts'

/** What a stream is looked at with. */
interface ViewDeps {
  readonly store: Pick<JournalStore, 'look'>
  readonly clock: Clock
}

/** The stream that is written to, and what the entry will be about. */
export interface Subject {
  readonly account: string
  readonly order: OrderPart | null
  /** The key that the request came under; none where it is left out. */
  readonly idempotencyKey?: string | null
  /** The instants that the author's windows begin after, at the clock's time; none where it is left out. */
  readonly windows?: (now: number) => readonly string[]
}

/** The stream as one attempt finds it. */
export interface StreamView extends StreamEnd {
  /** The entry that the account stored under the key: looked up with the head or later, so a rival with the same key either is found here or takes our sequence. */
  readonly byKey: Entry | null
  /** The account that the order is bound to; null where it is free, or where there is none. */
  readonly owner: string | null
  /** What the windows begin at, as far as it was read with the head. */
  readonly windows: ReadonlyMap<string, Entry | null>
  /** The order as its newest entry leaves it. */
  readonly orderState: OrderState
  /** The part at hand of it (the whole where none is named). */
  readonly partState: PartState
  /** The clock's time, which rules see (milliseconds). */
  readonly now: number
}

/** The stream as it stands, for whoever writes nothing. */
export function viewStream(deps: ViewDeps, subject: Subject): AtHand<StreamView> {
  const begun = deps.clock.now()
  return goOn(deps.store.look(new SubjectQuestion(subject, begun)), (looked) =>
    viewOf(deps, subject, { looked, begun }),
  )
}

function viewOf(
  deps: Pick<ViewDeps, 'clock'>,
  { account, order }: Subject,
  { looked, begun }: { readonly looked: StreamLook; readonly begun: number },
): StreamView {
  const { head, owner, windows = noWindows } = looked
  const { previous, previousOfPart, byKey } = withoutErased(looked)
  // An entry's time is not before that of the one that it follows, where one clock gave both.
  const isOvertaken = head !== null && parseInstant(head.decided_at) > begun
  const now = isOvertaken ? deps.clock.now() : begun
  const { order: known, part } = orderBefore({ previous, previousOfPart })
  const orderState = known ?? initialOrderState
  const partState = order === null || order.part === null ? orderState.whole : (part ?? initialPartState)
  return { account, order, head, previous, previousOfPart, byKey, owner, windows, orderState, partState, now }
}

/** What is asked of the store; the windows are worked out for those stores alone that look at them. */
class SubjectQuestion implements LookQuestion {
  readonly account: string
  readonly order: OrderPart | null
  readonly idempotencyKey: string | null
  readonly #subject: Subject
  readonly #now: number

  constructor(subject: Subject, now: number) {
    this.account = subject.account
    this.order = subject.order
    this.idempotencyKey = subject.idempotencyKey ?? null
    this.#subject = subject
    this.#now = now
  }

  get windows(): readonly string[] {
    return this.#subject.windows?.(this.#now) ?? []
  }
}

const noWindows: ReadonlyMap<string, Entry | null> = new Map()

/** What an erasure is about, the store may not have removed yet. */
function withoutErased({
  head,
  previous,
  previousOfPart,
  byKey,
}: StreamLook): Pick<StreamLook, 'previous' | 'previousOfPart' | 'byKey'> {
  return {
    previous: asErased(previous, head),
    previousOfPart: asErased(previousOfPart, head),
    byKey: asErased(byKey, head),
  }
}
