import type { ApiKey } from '../../src/access/api-key-store.ts'
import type { AuditEntry } from '../../src/audit/audit-entry.ts'
import { nextEntry } from '../../src/audit/next-entry.ts'
import { sealedBefore } from '../../src/journal/append-entry.ts'
import type { Entry } from '../../src/journal/entry.ts'
import { feedWaiting } from '../../src/journal/feed.ts'
import type { FeedKey } from '../../src/journal/feed-store.ts'
import { hashEntry, sealConfidential } from '../../src/journal/seal.ts'
import { numberedHash } from '../../src/maintenance/numbered-hash.ts'
import type { OrderBinding } from '../../src/orders/order-binding-store.ts'
import type { PolicyVersion } from '../../src/policy/versions/policy-version.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { growStatement, type Statement } from '../../src/transparency/statement.ts'

/** Something that has a number in the feed. */
export type Numbered = { readonly entry: Entry } | { readonly audit: AuditEntry }

/** All that a store holds; totals, queues and indexes follow from it. */
export interface Content {
  /** In the order of the feed. */
  readonly items: readonly Numbered[]
  readonly versions: readonly PolicyVersion[]
  readonly keys: readonly ApiKey[]
  readonly bindings: readonly OrderBinding[]
}

/** Reads everything from a small store. */
export async function readContent(storage: Storage): Promise<{ readonly content: Content; readonly kept: Statement }> {
  await feedWaiting(storage, 500)
  const statement = growStatement()
  const items = await storage.feedItems(0, 1_000)
  for (const item of items) statement.append(numberedHash(item))
  const names = await storage.policyNames()
  const versions = await Promise.all(names.map((name) => storage.policyVersions(name, null, 100)))
  const content = {
    // Read once more as they are now: nothing waits for its number.
    items,
    versions: versions.flat().toReversed(),
    keys: await storage.apiKeys(),
    bindings: await storage.orderBindings(null, 1_000),
  }
  return { content, kept: statement.now() }
}

/** Writes the content into an empty store by the store's own means, as whoever tampers with care would. */
export async function writeContent(storage: Storage, content: Content): Promise<void> {
  for (const version of content.versions) await storage.appendPolicyVersion(version)
  for (const key of content.keys) await storage.insertApiKey(key)
  for (const { order, account } of content.bindings) await storage.bindOrder(order, account)
  for (const item of content.items) {
    if ('audit' in item) await storage.appendAuditEntry(item.audit)
    else await storage.append(sealedBefore(item.entry))
  }
  const keys = content.items.map(
    (item): FeedKey =>
      'audit' in item ? { audit: item.audit.sequence } : { account: item.entry.account, sequence: item.entry.sequence },
  )
  await storage.appendFeedBatch(0, keys)
  await storage.clearPendingFeed(keys)
}

/** The content with each account's entries and the audit log's chained anew: numbers without gap, links, commitments, hashes. */
export function sealedAnew(content: Content): Content {
  const heads = new Map<string, Entry>()
  let audit: AuditEntry | null = null
  const items: Numbered[] = []
  for (const item of content.items) {
    if ('audit' in item) {
      audit = nextEntry(audit, item.audit)
      items.push({ audit })
      continue
    }
    const head = heads.get(item.entry.account)
    const { confidential } = item.entry
    const unsealed = {
      ...item.entry,
      sequence: (head?.sequence ?? 0) + 1,
      previous_hash: head?.hash ?? null,
      commitments: confidential === null ? item.entry.commitments : sealConfidential(confidential).commitments,
    }
    const entry = { ...unsealed, hash: hashEntry(unsealed) }
    heads.set(entry.account, entry)
    items.push({ entry })
  }
  return { ...content, items }
}

/** The content with some entries replaced, or (null) left out. */
export function mapEntries(content: Content, change: (entry: Entry) => Entry | null): Content {
  const items = content.items.flatMap((item): readonly Numbered[] => {
    if ('audit' in item) return [item]
    const entry = change(item.entry)
    return entry === null ? [] : [{ entry }]
  })
  return { ...content, items }
}

/** The content with some entries of the audit log replaced, or (null) left out. */
export function mapAudit(content: Content, change: (audit: AuditEntry) => AuditEntry | null): Content {
  const items = content.items.flatMap((item): readonly Numbered[] => {
    if ('entry' in item) return [item]
    const audit = change(item.audit)
    return audit === null ? [] : [{ audit }]
  })
  return { ...content, items }
}
