import type { FeedHash, FeedItem } from '../journal/feed-store.ts'

/** What a number of the feed stands for, as statements see it. */
export function numberedHash(item: FeedItem): FeedHash {
  const { number } = item
  if ('audit' in item) return { number, hash: item.audit.hash, isAudit: true, sequence: item.audit.sequence }
  return { number, hash: item.entry.hash, isAudit: false, sequence: item.entry.sequence }
}
