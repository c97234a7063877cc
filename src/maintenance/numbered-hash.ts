import type { FeedItem } from '../journal/feed-store.ts'
import type { NumberedHash } from '../transparency/statement.ts'

/** What a number of the feed stands for, as statements see it. */
export function numberedHash(item: FeedItem): NumberedHash {
  const { number } = item
  if ('audit' in item) return { number, hash: item.audit.hash, isAudit: true, sequence: item.audit.sequence }
  return { number, hash: item.entry.hash, isAudit: false, sequence: item.entry.sequence }
}
