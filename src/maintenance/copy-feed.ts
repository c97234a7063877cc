import type { AuditEntry } from '../audit/audit-entry.ts'
import { sealedBefore } from '../journal/append-entry.ts'
import type { Entry } from '../journal/entry.ts'
import { isErased } from '../journal/erase-entry.ts'
import type { FeedItem, FeedKey } from '../journal/feed-store.ts'
import { readAccounts } from '../journal/read-stream.ts'
import { Problem } from '../problems/problem.ts'
import type { Storage } from '../storage/storage.ts'
import { growStatement, type Statement } from '../transparency/statement.ts'
import { type CopyTally, conflictAt, copyOnce } from './copy-tally.ts'
import { numberedHash } from './numbered-hash.ts'

interface Copy {
  readonly from: Storage
  readonly to: Storage
  readonly tally: CopyTally
}

/** The newest entry of an account that was copied, and whether any of it was not there before. */
interface CopiedAccount {
  readonly head: Entry
  readonly isNew: boolean
}

const pageSize = 500

/**
 * Copies the entries of all streams and of the audit log in the order of the feed, up to the given number, and their
 * numbers: a store that numbers what it is given at once gives the same. What was copied, in a statement.
 */
export async function copyFeed(
  copy: Copy & { readonly upTo: number; readonly onPage: () => void },
): Promise<Statement> {
  const statement = growStatement()
  const accounts = new Map<string, CopiedAccount>()
  let audited = 0
  for (let last = 0; last < copy.upTo; ) {
    const page = await readPage(copy, last)
    const areNew: boolean[] = []
    for (const item of page) {
      statement.append(numberedHash(item))
      if ('audit' in item) audited = item.audit.sequence
      areNew.push('audit' in item ? await copyAudit(copy, item.audit) : await copyEntry(copy, accounts, item.entry))
    }
    await copyNumbers(copy, page, areNew)
    last += page.length
    copy.onPage()
  }
  if ((await copy.to.auditEntries(audited, 1)).length > 0) throw conflictAt(`entry ${audited + 1} of the audit log`)
  await endAccounts(copy, accounts)
  if ((await copy.to.feedTail()) > copy.upTo) throw conflictAt(`number ${copy.upTo + 1} of the feed`)
  return statement.now()
}

async function readPage({ from, upTo }: Copy & { readonly upTo: number }, last: number): Promise<readonly FeedItem[]> {
  const page = await from.feedItems(last, Math.min(pageSize, upTo - last))
  if (page[0]?.number !== last + 1 || page.at(-1)?.number !== last + page.length) {
    throw new Problem('store_damaged', `The source's feed has no number ${last + 1} or one after it is missing.`)
  }
  return page
}

/** Whether the entry was not there before. */
async function copyEntry({ to, tally }: Copy, accounts: Map<string, CopiedAccount>, value: Entry): Promise<boolean> {
  const { account, sequence } = value
  const place = `entry ${sequence} of the account "${account}"`
  const before = accounts.get(account)
  if (sequence !== (before?.head.sequence ?? 0) + 1) {
    throw new Problem('store_damaged', `The source's feed does not have ${place} behind the one before it.`)
  }
  const result = await to.append(sealedBefore(value))
  const there = result.appended ? null : await to.entryAt(account, sequence)
  const existing = there === null ? null : await caughtUp(to, value, there)
  await copyOnce(tally, { noun: 'entries', place, value, existing }, async () => result.appended)
  accounts.set(account, { head: value, isNew: before?.isNew === true || result.appended })
  return result.appended
}

/** The entry there, without what waits no more at the source, or was erased there, since an earlier copy. */
async function caughtUp(to: Storage, entry: Entry, existing: Entry): Promise<Entry> {
  if (existing.hash !== entry.hash) return existing
  const { account, sequence, pending } = entry
  let now = existing.pending
  if (now.review !== null && pending.review === null) {
    await to.clearPending(account, sequence, 'review')
    now = { ...now, review: null }
  }
  if (now.delivery && !pending.delivery) {
    await to.clearPending(account, sequence, 'delivery')
    now = { ...now, delivery: false }
  }
  if (now.response !== null && pending.response === null) {
    await to.clearPending(account, sequence, 'response')
    now = { ...now, response: null }
  }
  if (isErased(entry) && !isErased(existing)) await to.replaceConfidential(account, [sealedBefore(entry)])
  const { confidential } = isErased(entry) ? entry : existing
  return { ...existing, confidential, pending: now }
}

async function copyAudit({ to, tally }: Copy, value: AuditEntry): Promise<boolean> {
  const place = `entry ${value.sequence} of the audit log`
  const isNew = await to.appendAuditEntry(value)
  const existing = isNew ? null : ((await to.auditEntries(value.sequence - 1, 1))[0] ?? null)
  await copyOnce(tally, { noun: 'audit_entries', place, value, existing }, async () => isNew)
  return isNew
}

/** The numbers of a page whose entries are there: given, where the target does not number by itself. */
async function copyNumbers({ to, tally }: Copy, page: readonly FeedItem[], areNew: readonly boolean[]): Promise<void> {
  const keys = page.map(keyOf)
  const first = page[0]?.number ?? 0
  const numbers = await to.feedNumbers(keys)
  const known = numbers.filter((number) => number !== null).length
  const other = numbers.findIndex((number, index) => number !== (index < known ? first + index : null))
  if (other !== -1) throw conflictAt(`number ${first + other} of the feed`)
  const missing = keys.slice(known)
  const written = missing.length === 0 ? 0 : await to.appendFeedBatch(first - 1 + known, missing)
  if (written < missing.length) throw conflictAt(`number ${first + known + written} of the feed`)
  await to.clearPendingFeed(keys)
  const givenAtOnce = areNew.slice(0, known).filter(Boolean).length
  tally.there_already.feed_numbers += known - givenAtOnce
  tally.copied.feed_numbers += written + givenAtOnce
}

function keyOf(item: FeedItem): FeedKey {
  if ('audit' in item) return { audit: item.audit.sequence }
  const { account, sequence } = item.entry
  return { account, sequence }
}

/** Sees that neither store has more of an account than was copied, but for what was written at the source meanwhile. */
async function endAccounts(
  { from, to, tally, upTo }: Copy & { readonly upTo: number },
  accounts: ReadonlyMap<string, CopiedAccount>,
): Promise<void> {
  for await (const step of readAccounts(from)) {
    if (!('account' in step)) throw new Problem('store_damaged', step.message)
    const { account } = step
    const key = { account, sequence: (accounts.get(account)?.head.sequence ?? 0) + 1 }
    if ((await from.entryAt(account, key.sequence)) === null) continue
    // The mark first: whoever clears one has given the number before.
    const [waits] = await from.isPendingFeed([key])
    const [number] = await from.feedNumbers([key])
    if (waits === true || (number ?? 0) > upTo) continue
    throw new Problem('store_damaged', `The source's feed lacks entry ${key.sequence} of the account "${account}".`)
  }
  for (const [account, { head, isNew }] of accounts) {
    const { sequence } = head
    if ((await to.entryAt(account, sequence + 1)) !== null) {
      throw conflictAt(`entry ${sequence + 1} of the account "${account}"`)
    }
    tally[isNew ? 'copied' : 'there_already'].accounts += 1
  }
}
