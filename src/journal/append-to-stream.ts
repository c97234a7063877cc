import type { NewId } from '../ids/entry-id.ts'
import { Problem } from '../problems/problem.ts'
import type { Clock } from '../time/clock.ts'
import { appendEntry, type EntryDraft, entryTime } from './append-entry.ts'
import type { Entry, OrderState } from './entry.ts'
import type { JournalStore } from './journal-store.ts'
import type { TakeTurns } from './take-turns.ts'

export interface AppendDeps {
  readonly store: JournalStore
  readonly clock: Clock
  readonly newId: NewId
  /** 32 random hexadecimal digits. */
  readonly newSalt: () => string
  readonly takeTurns: TakeTurns
}

/** The stream as one attempt finds it: its newest entry, and the time that the next one gets (milliseconds). */
export interface StreamHead {
  readonly head: Entry | null
  readonly now: number
}

/** What an attempt comes to: an entry to write, or an answer that needs none. */
export type Attempt<Answer> =
  | { readonly draft: EntryDraft; readonly order: OrderState | null }
  | { readonly answer: Answer }

export type Appended<Answer> = { readonly entry: Entry } | { readonly answer: Answer }

/** A stream so busy that this many rivals in a row came first is a fault to look at, not to wait out. */
const maximumAttempts = 1000

/**
 * Reads the head, lets the author decide on it and appends; whenever a rival was first the author
 * decides again on the new head. No lock is held, and each entry is made from exactly the entries
 * before it. An append whose acknowledgement was lost is recognised by its id.
 */
export function appendToStream<Answer>(
  deps: AppendDeps,
  account: string,
  attempt: (stream: StreamHead) => Promise<Attempt<Answer>>,
): Promise<Appended<Answer>> {
  return deps.takeTurns(account, () => attemptUntilFirst(deps, account, attempt))
}

async function attemptUntilFirst<Answer>(
  deps: AppendDeps,
  account: string,
  attempt: (stream: StreamHead) => Promise<Attempt<Answer>>,
): Promise<Appended<Answer>> {
  for (let count = 0; count < maximumAttempts; count += 1) {
    const head = await deps.store.head(account)
    const now = entryTime(deps.clock.now(), head)
    const outcome = await attempt({ head, now })
    if ('answer' in outcome) return outcome
    const stamp = { id: deps.newId(now), at: now, salt: deps.newSalt() }
    const entry = appendEntry({ head, order: outcome.order }, outcome.draft, stamp)
    const result = await deps.store.append(entry)
    if (result.appended || result.existing.id === entry.id) return { entry }
  }
  throw new Problem('store_unavailable', 'The account is written to by too many requests at once. Try again.')
}
