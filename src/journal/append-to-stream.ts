import type { NewId } from '../ids/entry-id.ts'
import { Problem } from '../problems/problem.ts'
import { type AtHand, allOf } from '../time/at-hand.ts'
import type { Clock } from '../time/clock.ts'
import { parseInstant } from '../time/instant.ts'
import { monotonicClock } from '../time/monotonic-clock.ts'
import { appendEntry, type Draft, entryTime, reviewsOf } from './append-entry.ts'
import type { Entry, EntryOf, OrderKey } from './entry.ts'
import { giveWay } from './give-way.ts'
import type { AppendOptions, DayRoom, JournalStore } from './journal-store.ts'
import type { WaitingReview } from './model/state.ts'
import { type Begun, ReadsOutdated } from './start-over.ts'
import type { TakeTurns, Turn } from './take-turns.ts'
import { type StreamView, type Subject, viewStream } from './view-stream.ts'

/** What an entry is written with. */
export interface AppendDeps {
  readonly store: JournalStore
  readonly clock: Clock
  readonly newId: NewId
  /** 32 random hexadecimal digits. */
  readonly newSalt: () => string
  readonly takeTurns: TakeTurns
  /** Hears of a clock that is behind a stream's head by more than {@link tolerableLag}. */
  readonly onClockBehind: (lag: ClockLag) => void
  /** What the store's epoch was before the use case read anything; left out, the entry does not depend on it. */
  readonly epoch?: number
  /** What was seen of the account by earlier starts of the use case. */
  readonly begun?: Begun
}

/** How far this process's clock is behind the newest entry of an account. */
export interface ClockLag {
  readonly milliseconds: number
}

/** Clocks of several machines may differ by so much. Milliseconds. */
const tolerableLag = 5 * 60 * 1000

/** What an attempt comes to: an entry to write, or an answer that needs none. */
export type Attempt<Said extends Draft, Answer> =
  | {
      readonly draft: Said
      /** The sequence of an entry whose credit waits for its delivery no more. */
      readonly delivers?: number
      /** The sequence of an entry whose dispute has to be answered by it no more. */
      readonly answers?: number | null
      /** The order to bind to the account together with the entry; left out or null: none. */
      readonly binds?: OrderKey | null
      /** What a day's automatic credits may have been at most; left out or null: whatever they were. */
      readonly dayRoom?: DayRoom | null
    }
  | { readonly answer: Answer }

/** What came of an attempt: the entry that was written, or the answer that needed none. */
export type Appended<Said extends Draft, Answer> =
  | { readonly entry: EntryOf<Said['kind']> }
  | { readonly answer: Answer }

/** A stream so busy that this many rivals in a row came first is a fault to look at, not to wait out. */
const maximumAttempts = 1000

/**
 * Reads the head and the order's newest entries, lets the author decide on them and appends; whenever a
 * rival was first, for the sequence or for the order, the author decides again on what is there now, after a wait where
 * it was for the sequence; those of the account that are behind it in this process wait with it. No lock
 * is held, and each entry is made from exactly the entries before it. An append whose acknowledgement was
 * lost is recognised by the store. What the entry brings to an end leaves its queue. Throws `ReadsOutdated`
 * where the use case has to begin again from its top.
 */
export function appendOrAnswer<Said extends Draft, Answer>(
  deps: AppendDeps,
  subject: Subject,
  attempt: (view: StreamView) => Promise<Attempt<Said, Answer>>,
): Promise<Appended<Said, Answer>> {
  return appendAfterReading(deps, subject, { read: () => null, attempt })
}

/** An author who also reads something that has nothing to do with the head. */
export interface ReadingAuthor<Read, Said extends Draft, Answer> {
  /** Begun together with the look at the stream, before each attempt. */
  readonly read: () => AtHand<Read>
  readonly attempt: (view: StreamView, read: Read) => Promise<Attempt<Said, Answer>>
}

/** {@link appendOrAnswer} for an author who reads at the same time as the stream is looked at. */
export function appendAfterReading<Read, Said extends Draft, Answer>(
  deps: AppendDeps,
  subject: Subject,
  author: ReadingAuthor<Read, Said, Answer>,
): Promise<Appended<Said, Answer>> {
  return deps.takeTurns(subject.account, (turn) => attemptUntilFirst(deps, subject, { author, turn }))
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

async function attemptUntilFirst<Read, Said extends Draft, Answer>(
  deps: AppendDeps,
  subject: Subject,
  { author: { read, attempt }, turn }: { readonly author: ReadingAuthor<Read, Said, Answer>; readonly turn: Turn },
): Promise<Appended<Said, Answer>> {
  const begun: Begun = deps.begun ?? { erasedTo: null }
  for (let count = 0; count < maximumAttempts; count += 1) {
    const beganAt = monotonicClock()
    // Also what is at hand is waited for: those who began together do each stage one after the other.
    const [view, known] = await allOf([viewStream(deps, subject), read()])
    assertNotErased(begun, view)
    const outcome = await attempt(view, known)
    if ('answer' in outcome) return outcome
    const stamp = { id: deps.newId(entryTime(view.now, view.head)), clock: view.now, salt: deps.newSalt() }
    const sealed = appendEntry(view, outcome.draft, stamp)
    const result = await deps.store.append(sealed, optionsOf(deps, outcome))
    if ('stale' in result) throw new ReadsOutdated()
    const { entry } = sealed
    if (!result.appended) {
      turn.assertInTime()
      if ('isTaken' in result) {
        const took = monotonicClock() - beganAt
        await giveWay(turn.rivalry, { took, isFirst: count === 0, waiting: turn.waiting() })
      }
      continue
    }
    tellLag(deps, view)
    await leaveQueues(deps.store, entry, {
      waiting: waitingIn(view),
      delivers: outcome.delivers ?? null,
      answers: outcome.answers ?? null,
    })
    return { entry }
  }
  throw new Problem('store_unavailable', 'The account is written to by too many requests at once. Try again.')
}

/** Whoever began before an erasure may know what it removed: nothing of that is written behind it. */
function assertNotErased(begun: Begun, { account, head }: StreamView): void {
  const erasedTo = head?.state.erased_to ?? 0
  begun.erasedTo ??= erasedTo
  if (begun.erasedTo === erasedTo) return
  throw new Problem(
    'erased_meanwhile',
    `The personal data of the account ${account} was erased while this was worked on, so nothing was stored. Send it again if it is still wanted.`,
  )
}

function optionsOf(
  { epoch }: Pick<AppendDeps, 'epoch'>,
  { binds = null, dayRoom = null }: { readonly binds?: OrderKey | null; readonly dayRoom?: DayRoom | null },
): AppendOptions {
  return { binds, dayRoom, epoch }
}

function tellLag(deps: Pick<AppendDeps, 'onClockBehind'>, { head, now }: StreamView): void {
  const milliseconds = head === null ? 0 : parseInstant(head.at) - now
  if (milliseconds > tolerableLag) deps.onClockBehind({ milliseconds })
}

function waitingIn({ orderState, partState }: StreamView): readonly WaitingReview[] {
  return [partState.waiting_review, orderState.whole.waiting_review, orderState.recovery].filter(
    (waiting) => waiting !== null,
  )
}

/** The queues are indexes: an entry that a crash leaves in one is cleared by whoever reads it next. */
async function leaveQueues(
  store: Pick<JournalStore, 'clearPending'>,
  entry: Entry,
  ended: {
    readonly waiting: readonly WaitingReview[]
    readonly delivers: number | null
    readonly answers: number | null
  },
): Promise<void> {
  const worded = new Set(reviewsOf(entry.state.order).map(({ sequence }) => sequence))
  for (const { sequence } of ended.waiting) {
    if (!worded.has(sequence)) await store.clearPending(entry.account, sequence, 'review')
  }
  if (ended.delivers !== null) await store.clearPending(entry.account, ended.delivers, 'delivery')
  if (ended.answers !== null) await store.clearPending(entry.account, ended.answers, 'response')
}
