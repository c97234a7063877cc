import type { FeedHash, FeedItem } from '../journal/feed-store.ts'

/** What a number of the feed stands for, as statements see it. */
export function numberedHash(item: FeedItem): FeedHash {
  const { number } = item
  if ('audit' in item) return { number, hash: item.audit.hash, account: null, sequence: item.audit.sequence }
  const { hash, account, sequence } = item.entry
  return { number, hash, account, sequence }
}
