import type { EntryKey, FeedStore } from './feed-store.ts'

/** What a feeder asks of the store. */
type FeederStore = Omit<FeedStore, 'feedEntries'>

/** What is to be done with entries that wait for a number. */
interface FeedPlan {
  /** Have a number already: whoever gave it ended before it could mark them. */
  readonly numbered: readonly EntryKey[]
  /** Get the next numbers, in this order. */
  readonly next: readonly EntryKey[]
}

/**
 * Numbers entries that wait, in batches of at most `limit`, until none is left or, between two batches,
 * it is to stop. Resolves to how many it numbered. Any number of feeders may do so at once and end at
 * any moment: a number is given once, no entry gets two, and the order within an account is kept.
 */
export async function feedWaiting(store: FeederStore, limit: number, stopping?: AbortSignal): Promise<number> {
  let count = 0
  for (;;) {
    if (stopping?.aborted === true) return count
    const waiting = await store.pendingFeed(limit)
    if (waiting.length === 0) return count
    count += await feedBatch(store, waiting, limit)
  }
}

async function feedBatch(store: FeederStore, waiting: readonly EntryKey[], limit: number): Promise<number> {
  // First the tail, then what is numbered: what gets a number in between takes the first one that this batch wants.
  const tail = await store.feedTail()
  const { numbered, next } = planBatch(waiting, await numberedUpTo(store, waiting), limit)
  if (numbered.length > 0) await store.clearPendingFeed(numbered)
  if (next.length === 0) return 0
  const written = await store.appendFeedBatch(tail, next)
  if (written > 0) await store.clearPendingFeed(next.slice(0, written))
  return written
}

/**
 * The batch in the order given, but each entry behind those of its stream that have no number either:
 * who wrote by a slow clock stands before the entry that it follows.
 */
function planBatch(waiting: readonly EntryKey[], upTo: ReadonlyMap<string, number>, limit: number): FeedPlan {
  const numbered: EntryKey[] = []
  const next: EntryKey[] = []
  const taken = new Map(upTo)
  for (const { account, sequence } of waiting) {
    if (sequence <= (upTo.get(account) ?? 0)) numbered.push({ account, sequence })
    for (let free = (taken.get(account) ?? 0) + 1; free <= sequence && next.length < limit; free += 1) {
      next.push({ account, sequence: free })
      taken.set(account, free)
    }
  }
  return { numbered, next }
}

/** What is known of a stream: numbered up to `low` (0: nothing), not from `high` on. */
interface Bounds {
  readonly low: number
  readonly high: number
}

/**
 * Up to which sequence each account's entries have a number; they always are the first of its stream.
 * Mostly one question tells, as the entry before the one that waits has its number.
 */
async function numberedUpTo(
  store: Pick<FeederStore, 'feedNumbers'>,
  waiting: readonly EntryKey[],
): Promise<ReadonlyMap<string, number>> {
  const bounds = new Map<string, Bounds>()
  for (const { account, sequence } of waiting) {
    const { high } = bounds.get(account) ?? { high: 0 }
    bounds.set(account, { low: 0, high: Math.max(high, sequence + 1) })
  }
  let asked = waiting.flatMap(({ account, sequence }) => [
    { account, sequence },
    ...(sequence > 1 ? [{ account, sequence: sequence - 1 }] : []),
  ])
  while (asked.length > 0) {
    const numbers = await store.feedNumbers(asked)
    for (const [index, { account, sequence }] of asked.entries()) {
      const { low, high } = bounds.get(account) ?? { low: 0, high: 0 }
      const isNumbered = numbers[index] !== null
      const narrowed = isNumbered ? { low: Math.max(low, sequence), high } : { low, high: Math.min(high, sequence) }
      bounds.set(account, narrowed)
    }
    asked = [...bounds].flatMap(([account, { low, high }]) =>
      high - low > 1 ? [{ account, sequence: Math.floor((low + high) / 2) }] : [],
    )
  }
  return new Map([...bounds].map(([account, { low }]) => [account, low]))
}
