import type { AuditEntry } from '../../audit/audit-entry.ts'
import type { Entry } from '../../journal/entry.ts'
import type { FeedHash, FeedItem, FeedKey, FeedStore } from '../../journal/feed-store.ts'
import { Problem } from '../../problems/problem.ts'
import type { MemoryAudit, MemoryStreams } from './memory-streams.ts'
import { compareBytes, storedCopy } from './stored-copy.ts'

/** The feed in memory. */
export function createMemoryFeed({ streams, byId, waiting }: MemoryStreams, audit: MemoryAudit): FeedStore {
  /** Index 0 holds number 1. */
  const feed: FeedKey[] = []
  const numbers = new Map<string, number>()
  const found = (key: FeedKey): Entry | AuditEntry | undefined =>
    'audit' in key ? audit.entries.get(key.audit) : streams.get(key.account)?.get(key.sequence)
  const pending = (): readonly { readonly id: string; readonly key: FeedKey }[] => [
    ...[...waiting].flatMap((id) => {
      const entry = byId.get(id)
      return entry === undefined ? [] : [{ id, key: { account: entry.account, sequence: entry.sequence } }]
    }),
    ...[...audit.pendingFeed].map((sequence) => ({
      id: audit.entries.get(sequence)?.id ?? '',
      key: { audit: sequence },
    })),
  ]

  return {
    pendingFeed: async (limit) =>
      pending()
        .toSorted((left, right) => compareBytes(left.id, right.id))
        .slice(0, limit)
        .map(({ key }) => key),
    isPendingFeed: async (keys) => {
      const names = new Set(pending().map(({ key }) => nameOf(key)))
      return keys.map((key) => names.has(nameOf(key)))
    },
    feedTail: async () => feed.length,
    feedNumbers: async (keys) => keys.map((key) => numbers.get(nameOf(key)) ?? null),
    appendFeedBatch: async (tail, keys) => {
      if (tail !== feed.length) return 0
      for (const key of keys) {
        feed.push('audit' in key ? { audit: key.audit } : { account: key.account, sequence: key.sequence })
        numbers.set(nameOf(key), feed.length)
      }
      return keys.length
    },
    clearPendingFeed: async (keys) => {
      for (const key of keys) {
        if ('audit' in key) audit.pendingFeed.delete(key.audit)
        else waiting.delete(streams.get(key.account)?.get(key.sequence)?.id ?? '')
      }
    },
    feedItems: async (after, limit) => {
      const start = Math.max(after, 0)
      return feed.slice(start, start + limit).map((key, index) => itemOf(start + index + 1, found(key)))
    },
    feedHashes: async (after, limit) => {
      const start = Math.max(after, 0)
      return feed.slice(start, start + limit).map((key, index) => hashOf(start + index + 1, found(key)))
    },
  }
}

function itemOf(number: number, found: Entry | AuditEntry | undefined): FeedItem {
  if (found === undefined) throw new Problem('store_damaged', `Number ${number} of the feed has no entry.`)
  return 'account' in found ? { number, entry: storedCopy(found) } : { number, audit: storedCopy(found) }
}

function hashOf(number: number, found: Entry | AuditEntry | undefined): FeedHash {
  if (found === undefined) throw new Problem('store_damaged', `Number ${number} of the feed has no entry.`)
  return { number, hash: found.hash, account: 'account' in found ? found.account : null, sequence: found.sequence }
}

function nameOf(key: FeedKey): string {
  return JSON.stringify('audit' in key ? [key.audit] : [key.account, key.sequence])
}
