import type { FeedKey, FeedStore } from './feed-store.ts'

/** What a feeder asks of the store. */
export type FeederStore = Omit<FeedStore, 'feedItems' | 'feedHashes' | 'isPendingFeed'>

/** What is to be done with entries that wait for a number. */
interface FeedPlan {
  /** Have a number already: whoever gave it ended before it could mark them. */
  readonly numbered: readonly FeedKey[]
  /** Get the next numbers, in this order. */
  readonly next: readonly FeedKey[]
}

/**
 * Numbers the entries that wait when it begins, in batches of at most `limit`, unless it is to stop between two batches.
 * What comes in during the last batch is left for the next time: a store that is written to all the time would otherwise be
 * fed in many small batches, each of which costs about as much as a large one. Resolves to how many it numbered. Any number
 * of feeders may do so at once and end at any moment: a number is given once, no entry gets two, and the order within a
 * stream is kept.
 */
export async function feedWaiting(store: FeederStore, limit: number, stopping?: AbortSignal): Promise<number> {
  let count = 0
  for (;;) {
    if (stopping?.aborted === true) return count
    const waiting = await store.pendingFeed(limit)
    if (waiting.length === 0) return count
    const { written, isWhole } = await feedBatch(store, waiting, limit)
    count += written
    if (isWhole && waiting.length < limit) return count
  }
}

/** What came of a batch: how many it numbered, and whether none of those that waited is left. */
interface FedBatch {
  readonly written: number
  readonly isWhole: boolean
}

async function feedBatch(store: FeederStore, waiting: readonly FeedKey[], limit: number): Promise<FedBatch> {
  // First the tail, then what is numbered: what gets a number in between takes the first one that this batch wants.
  const tail = await store.feedTail()
  const { numbered, next } = planBatch(waiting, await numberedUpTo(store, waiting), limit)
  if (numbered.length > 0) await store.clearPendingFeed(numbered)
  if (next.length === 0) return { written: 0, isWhole: true }
  const written = await store.appendFeedBatch(tail, next)
  if (written > 0) await store.clearPendingFeed(next.slice(0, written))
  // A batch that is full may have entries that stand before one that waits, in place of another one.
  return { written, isWhole: written === next.length && next.length < limit }
}

/** An account's stream by its name, or the audit log (null). */
type StreamName = string | null

/** Where in which stream an entry stands. */
interface Place {
  readonly stream: StreamName
  readonly sequence: number
}

function placeOf(key: FeedKey): Place {
  return 'audit' in key ? { stream: null, sequence: key.audit } : { stream: key.account, sequence: key.sequence }
}

function keyOf({ stream, sequence }: Place): FeedKey {
  return stream === null ? { audit: sequence } : { account: stream, sequence }
}

/**
 * The batch in the order given, but each entry behind those of its stream that have no number either:
 * who wrote by a slow clock stands before the entry that it follows.
 */
function planBatch(waiting: readonly FeedKey[], upTo: ReadonlyMap<StreamName, number>, limit: number): FeedPlan {
  const numbered: FeedKey[] = []
  const next: FeedKey[] = []
  const taken = new Map(upTo)
  for (const { stream, sequence } of waiting.map(placeOf)) {
    if (sequence <= (upTo.get(stream) ?? 0)) numbered.push(keyOf({ stream, sequence }))
    for (let free = (taken.get(stream) ?? 0) + 1; free <= sequence && next.length < limit; free += 1) {
      next.push(keyOf({ stream, sequence: free }))
      taken.set(stream, free)
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
 * Up to which sequence each stream's entries have a number; they always are its first ones. Mostly one
 * question tells, as the entry before the one that waits has its number.
 */
async function numberedUpTo(
  store: Pick<FeederStore, 'feedNumbers'>,
  waiting: readonly FeedKey[],
): Promise<ReadonlyMap<StreamName, number>> {
  const bounds = new Map<StreamName, Bounds>()
  const places = waiting.map(placeOf)
  for (const { stream, sequence } of places) {
    const { high } = bounds.get(stream) ?? { high: 0 }
    bounds.set(stream, { low: 0, high: Math.max(high, sequence + 1) })
  }
  let asked = places.flatMap(({ stream, sequence }): readonly Place[] => [
    { stream, sequence },
    ...(sequence > 1 ? [{ stream, sequence: sequence - 1 }] : []),
  ])
  while (asked.length > 0) {
    const numbers = await store.feedNumbers(asked.map(keyOf))
    for (const [index, { stream, sequence }] of asked.entries()) {
      const { low, high } = bounds.get(stream) ?? { low: 0, high: 0 }
      const isNumbered = numbers[index] !== null
      const narrowed = isNumbered ? { low: Math.max(low, sequence), high } : { low, high: Math.min(high, sequence) }
      bounds.set(stream, narrowed)
    }
    asked = [...bounds].flatMap(([stream, { low, high }]) =>
      high - low > 1 ? [{ stream, sequence: Math.floor((low + high) / 2) }] : [],
    )
  }
  return new Map([...bounds].map(([stream, { low }]) => [stream, low]))
}
