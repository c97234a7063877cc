import type { NewId } from '../ids/entry-id.ts'
import { Problem } from '../problems/problem.ts'
import type { Clock } from '../time/clock.ts'
import { appendEntry, type Draft, entryTime, orderStateOf } from './append-entry.ts'
import type { Entry, EntryOf } from './entry.ts'
import type { JournalStore } from './journal-store.ts'
import type { OrderState } from './model/state.ts'
import type { TakeTurns } from './take-turns.ts'

/** What an entry is written with. */
export interface AppendDeps {
  readonly store: JournalStore
  readonly clock: Clock
  readonly newId: NewId
  /** 32 random hexadecimal digits. */
  readonly newSalt: () => string
  readonly takeTurns: TakeTurns
}

/** The stream that is written to, and the order that the entry will be about. */
export interface Subject {
  readonly account: string
  readonly order: string | null
}

/** The stream as one attempt finds it. */
export interface StreamView {
  /** The account's newest entry. */
  readonly head: Entry | null
  /** The newest entry about the order; null where there is none. */
  readonly previous: Entry | null
  /** The order as that entry leaves it. */
  readonly orderState: OrderState | null
  /** The time that the next entry gets (milliseconds). */
  readonly now: number
}

/** What an attempt comes to: an entry to write, or an answer that needs none. */
export type Attempt<Said extends Draft, Answer> =
  | {
      readonly draft: Said
      /** The sequence of an entry whose credit waits for its delivery no more. */
      readonly delivers?: number
    }
  | { readonly answer: Answer }

/** What came of an attempt: the entry that was written, or the answer that needed none. */
export type Appended<Said extends Draft, Answer> =
  | { readonly entry: EntryOf<Said['kind']> }
  | { readonly answer: Answer }

/** A stream so busy that this many rivals in a row came first is a fault to look at, not to wait out. */
const maximumAttempts = 1000

/**
 * Reads the head and the order's newest entry, lets the author decide on them and appends; whenever a
 * rival was first the author decides again on the new head. No lock is held, and each entry is made
 * from exactly the entries before it. An append whose acknowledgement was lost is recognised by its
 * id. What the entry brings to an end leaves its queue.
 */
export function appendOrAnswer<Said extends Draft, Answer>(
  deps: AppendDeps,
  subject: Subject,
  attempt: (view: StreamView) => Promise<Attempt<Said, Answer>>,
): Promise<Appended<Said, Answer>> {
  return deps.takeTurns(subject.account, () => attemptUntilFirst(deps, subject, attempt))
}

/** {@link appendOrAnswer} for an author who always writes. */
export async function appendToStream<Said extends Draft>(
  deps: AppendDeps,
  subject: Subject,
  author: (view: StreamView) => Promise<Said>,
): Promise<EntryOf<Said['kind']>> {
  const appended = await appendOrAnswer<Said, never>(deps, subject, async (view) => ({ draft: await author(view) }))
  return 'entry' in appended ? appended.entry : appended.answer
}

/** The stream as it stands, for whoever writes nothing. */
export async function viewStream(
  deps: Pick<AppendDeps, 'store' | 'clock'>,
  { account, order }: Subject,
): Promise<StreamView> {
  const head = await deps.store.head(account)
  // Behind the head: read beside it, it could miss an entry that the head already follows.
  const previous = order === null ? null : await deps.store.newestOfOrder(account, order)
  return { head, previous, orderState: orderStateOf(previous), now: entryTime(deps.clock.now(), head) }
}

async function attemptUntilFirst<Said extends Draft, Answer>(
  deps: AppendDeps,
  subject: Subject,
  attempt: (view: StreamView) => Promise<Attempt<Said, Answer>>,
): Promise<Appended<Said, Answer>> {
  for (let count = 0; count < maximumAttempts; count += 1) {
    const view = await viewStream(deps, subject)
    const outcome = await attempt(view)
    if ('answer' in outcome) return outcome
    const stamp = { id: deps.newId(view.now), at: view.now, salt: deps.newSalt() }
    const { entry, body } = appendEntry({ ...subject, ...view }, outcome.draft, stamp)
    const result = await deps.store.append(entry, body)
    if (!result.appended && result.existing.id !== entry.id) continue
    await leaveQueues(deps.store, entry, { before: view.orderState, delivers: outcome.delivers ?? null })
    return { entry }
  }
  throw new Problem('store_unavailable', 'The account is written to by too many requests at once. Try again.')
}

/** The queues are indexes: an entry that a crash leaves in one is cleared by whoever reads it next. */
async function leaveQueues(
  store: Pick<JournalStore, 'clearPending'>,
  entry: Entry,
  ended: { readonly before: OrderState | null; readonly delivers: number | null },
): Promise<void> {
  const worded = ended.before?.waiting_review?.sequence ?? null
  if (worded !== null && entry.state.order?.waiting_review?.sequence !== worded) {
    await store.clearPending(entry.account, worded, 'review')
  }
  if (ended.delivers !== null) await store.clearPending(entry.account, ended.delivers, 'delivery')
}
