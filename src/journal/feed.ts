import type { EntryKey, FeedStore, WaitingEntry } from './feed-store.ts'

/** What a feeder asks of the store. */
type FeederStore = Omit<FeedStore, 'feedEntries'>

/** What is to be done with entries that wait for a number. */
export interface FeedPlan {
  /** Have a number already: whoever gave it ended before it could mark them. */
  readonly numbered: readonly EntryKey[]
  /** Get the next numbers, in this order. */
  readonly next: readonly EntryKey[]
}

/**
 * Numbers entries that wait, in batches of at most `limit`, until none is left that can be numbered or,
 * between two batches, it is to stop.
 * Resolves to how many it numbered. Any number of feeders may do so at once and end at any moment: a
 * number is given once, no entry gets two, and the order within an account is kept.
 */
export async function feedWaiting(store: FeederStore, limit: number, stopping?: AbortSignal): Promise<number> {
  let count = 0
  let cursor: string | null = null
  for (;;) {
    if (stopping?.aborted === true) return count
    const page: Awaited<ReturnType<FeederStore['pendingFeed']>> = await store.pendingFeed(limit, cursor)
    const { done, numbered } = await feedPage(store, page.items)
    count += numbered
    // Who wrote by a slow clock stands before the entry that it follows: that one is on a later page.
    cursor = done ? null : page.next
    if (!done && cursor === null) return count
  }
}

/** `done`: something was done here or by a rival, so that the queue is to be read anew. */
async function feedPage(
  store: FeederStore,
  waiting: readonly WaitingEntry[],
): Promise<{ readonly done: boolean; readonly numbered: number }> {
  if (waiting.length === 0) return { done: false, numbered: 0 }
  // First the tail, then what is numbered: what gets a number in between takes the first one that this batch wants.
  const tail = await store.feedTail()
  const looked = withPredecessors(waiting)
  const numbers = await store.feedNumbers(looked)
  const known = new Set(looked.filter((_, index) => numbers[index] !== null).map(nameOf))
  const { numbered, next } = planFeed(waiting, (key) => known.has(nameOf(key)))
  if (numbered.length > 0) await store.clearPendingFeed(numbered)
  if (next.length === 0) return { done: numbered.length > 0, numbered: 0 }
  const written = await store.appendFeedBatch(tail, next)
  if (written > 0) await store.clearPendingFeed(next.slice(0, written))
  return { done: true, numbered: written }
}

/**
 * Plans a batch: in the order given, but within an account by sequence. An entry is taken only where
 * the entry before it in its stream has a number or stands in the batch before it.
 */
function planFeed(waiting: readonly WaitingEntry[], isNumbered: (key: EntryKey) => boolean): FeedPlan {
  const numbered = waiting.filter(isNumbered)
  const unnumbered = waiting.filter((key) => !isNumbered(key))
  const streams = new Map<string, WaitingEntry[]>()
  for (const entry of unnumbered) {
    const stream = streams.get(entry.account)
    if (stream === undefined) streams.set(entry.account, [entry])
    else stream.push(entry)
  }
  for (const stream of streams.values()) stream.sort((left, right) => left.sequence - right.sequence)
  const taken = new Set<string>()
  const next: EntryKey[] = []
  for (const { account } of unnumbered) {
    const entry = streams.get(account)?.shift()
    if (entry === undefined) continue
    const before = predecessorOf(entry)
    if (before !== null && !isNumbered(before) && !taken.has(nameOf(before))) continue
    taken.add(nameOf(entry))
    next.push({ account, sequence: entry.sequence })
  }
  return { numbered, next }
}

function withPredecessors(waiting: readonly EntryKey[]): readonly EntryKey[] {
  const keys = new Map<string, EntryKey>()
  for (const entry of waiting) {
    for (const key of [entry, predecessorOf(entry)]) if (key !== null) keys.set(nameOf(key), key)
  }
  return [...keys.values()]
}

function predecessorOf({ account, sequence }: EntryKey): EntryKey | null {
  return sequence > 1 ? { account, sequence: sequence - 1 } : null
}

function nameOf({ account, sequence }: EntryKey): string {
  return `${sequence} ${account}`
}
