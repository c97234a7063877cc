import type { Entry } from '../../journal/entry.ts'
import type { EntryKey, FeedStore } from '../../journal/feed-store.ts'
import { Problem } from '../../problems/problem.ts'
import { compareBytes, storedCopy } from './stored-copy.ts'

/** The feed in memory. */
export function createMemoryFeed(streams: Map<string, Map<number, Entry>>, byId: Map<string, Entry>): FeedStore {
  /** Index 0 holds number 1. */
  const feed: EntryKey[] = []
  const numbers = new Map<string, number>()
  const entryOf = ({ account, sequence }: EntryKey): Entry | undefined => streams.get(account)?.get(sequence)

  return {
    pendingFeed: async (limit) =>
      [...byId.values()]
        .filter(({ pending }) => pending.feed)
        .sort((left, right) => compareBytes(left.id, right.id))
        .slice(0, limit)
        .map(({ account, sequence }) => ({ account, sequence })),
    feedTail: async () => feed.length,
    feedNumbers: async (keys) => keys.map((key) => numbers.get(nameOf(key)) ?? null),
    appendFeedBatch: async (tail, keys) => {
      if (tail !== feed.length) return 0
      for (const { account, sequence } of keys) {
        feed.push({ account, sequence })
        numbers.set(nameOf({ account, sequence }), feed.length)
      }
      return keys.length
    },
    clearPendingFeed: async (keys) => {
      for (const entry of keys.map(entryOf)) {
        if (entry === undefined) continue
        const cleared = { ...entry, pending: { ...entry.pending, feed: false } }
        streams.get(entry.account)?.set(entry.sequence, cleared)
        byId.set(entry.id, cleared)
      }
    },
    feedEntries: async (after, limit) =>
      feed.slice(Math.max(after, 0), Math.max(after, 0) + limit).map((key, index) => {
        const entry = entryOf(key)
        const number = Math.max(after, 0) + index + 1
        if (entry === undefined) throw new Problem('store_damaged', `Number ${number} of the feed has no entry.`)
        return { number, entry: storedCopy(entry) }
      }),
  }
}

function nameOf({ account, sequence }: EntryKey): string {
  return `${sequence} ${account}`
}
