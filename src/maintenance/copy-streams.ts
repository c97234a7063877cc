import type { Entry } from '../journal/entry.ts'
import type { FeedItem, FeedKey } from '../journal/feed-store.ts'
import { readAccounts } from '../journal/read-stream.ts'
import { bodyOf } from '../journal/seal.ts'
import { Problem } from '../problems/problem.ts'
import type { Storage } from '../storage/storage.ts'
import { type CopyTally, conflictAt, copyOnce, inParallel } from './copy-tally.ts'
import type { Head } from './heads.ts'

interface Copy {
  readonly from: Storage
  readonly to: Storage
  readonly tally: CopyTally
}

const pageSize = 500
const accountsAtOnce = 16

/** Copies every account's stream in the order of its sequence; the newest entry of each. */
export async function copyStreams(copy: Copy & { readonly onAccount: () => void }): Promise<readonly Head[]> {
  const heads: Head[] = []
  const copyAll = (accounts: readonly string[]): Promise<void> =>
    inParallel(accounts, accountsAtOnce, async (account) => {
      heads.push(...(await copyStream(copy, account)))
      copy.onAccount()
    })
  let batch: string[] = []
  for await (const step of readAccounts(copy.from)) {
    if (!('account' in step)) throw new Problem('store_damaged', step.message)
    batch.push(step.account)
    if (batch.length < accountsAtOnce) continue
    await copyAll(batch)
    batch = []
  }
  await copyAll(batch)
  return heads
}

async function copyStream({ from, to, tally }: Copy, account: string): Promise<readonly Head[]> {
  let isNew = false
  let head: Entry | null = null
  for (;;) {
    const after: number = head?.sequence ?? 0
    const page: readonly Entry[] = await from.stream(account, after, pageSize)
    const there = new Map((await to.stream(account, after, pageSize)).map((entry) => [entry.sequence, entry]))
    for (const value of page) {
      const existing = await caughtUp(to, value, there.get(value.sequence) ?? null)
      isNew ||= existing === null
      const place = `entry ${value.sequence} of the account "${account}"`
      const append = (): ReturnType<Storage['append']> => to.append({ entry: value, body: bodyOf(value) })
      await copyOnce(tally, { noun: 'entries', place, value, existing }, async () => (await append()).appended)
      head = value
    }
    if (page.length < pageSize) break
  }
  const last: number = head?.sequence ?? 0
  if ((await to.stream(account, last, 1)).length > 0) throw conflictAt(`entry ${last + 1} of the account "${account}"`)
  tally[isNew ? 'copied' : 'there_already'].accounts += 1
  return head === null ? [] : [{ account, sequence: head.sequence, hash: head.hash }]
}

/** The entry there, without what waits no more at the source since an earlier copy. */
async function caughtUp(to: Storage, entry: Entry, existing: Entry | null): Promise<Entry | null> {
  if (existing === null || existing.hash !== entry.hash) return existing
  const { account, sequence, pending } = entry
  let now = existing.pending
  if (now.review !== null && pending.review === null) {
    await to.clearPending(account, sequence, 'review')
    now = { ...now, review: null }
  }
  for (const part of ['delivery', 'feed'] as const) {
    if (!now[part] || pending[part]) continue
    await to.clearPending(account, sequence, part)
    now = { ...now, [part]: false }
  }
  return { ...existing, pending: now }
}

/** Copies the numbers of the feed up to the given one. */
export async function copyFeed({ from, to, tally, upTo }: Copy & { readonly upTo: number }): Promise<void> {
  const tail = await to.feedTail()
  if (tail > upTo) throw conflictAt(`number ${upTo + 1} of the feed`)
  let last = 0
  while (last < upTo) {
    const page = await from.feedItems(last, Math.min(pageSize, upTo - last))
    const [first] = page
    if (first?.number !== last + 1 || page.at(-1)?.number !== last + page.length) {
      throw new Problem('store_damaged', `The source's feed has no number ${last + 1} or one after it is missing.`)
    }
    const keys = page.map(keyOf)
    const known = Math.min(Math.max(tail - last, 0), keys.length)
    const numbers = await to.feedNumbers(keys.slice(0, known))
    const other = numbers.findIndex((number, index) => number !== first.number + index)
    if (other !== -1) throw conflictAt(`number ${first.number + other} of the feed`)
    const missing = keys.slice(known)
    const written = missing.length === 0 ? 0 : await to.appendFeedBatch(last + known, missing)
    if (written < missing.length) throw conflictAt(`number ${last + known + written + 1} of the feed`)
    // An entry's own mark is copied with it; those of the audit log are made where it is written.
    await to.clearPendingFeed(keys.filter((key) => 'audit' in key))
    tally.there_already.feed_numbers += known
    tally.copied.feed_numbers += written
    last += page.length
  }
}

function keyOf(item: FeedItem): FeedKey {
  if ('audit' in item) return { audit: item.audit.sequence }
  const { account, sequence } = item.entry
  return { account, sequence }
}
