import { expect, it } from '@jest/globals'
import { newTimeOrderedId } from '../../src/ids/entry-id.ts'
import type { Entry } from '../../src/journal/entry.ts'
import { feedWaiting } from '../../src/journal/feed.ts'
import type { EntryKey, FeedItem, FeedKey, FeedStore } from '../../src/journal/feed-store.ts'
import { auditNotPassedOn, verifyFeed } from '../../src/journal/verify-feed.ts'
import { numberedHash } from '../../src/maintenance/numbered-hash.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { makeEntry, makeStream, sealed } from '../storage/make-entry.ts'
import { auditEntry } from './storage-data.ts'

/** The feed as readers see it once all is numbered: a part of the storage contract. */
export function describeFeed(storage: () => Storage): void {
  it('has every entry and every entry of the audit log once, without gap, the order within each kept', async () => {
    const entries = [...makeStream(3), ...makeStream(2, () => ({ account: 'ä 訂' }))]
    expect(await storage().feedTail()).toBe(0)
    expect(await storage().feedItems(0, 10)).toEqual([])
    for (const [index, entry] of entries.entries()) {
      await storage().append(sealed(entry))
      const id = newTimeOrderedId(Date.parse(entry.at) + 1)
      if (index < 2) await storage().appendAuditEntry(auditEntry(index + 1, id))
    }
    await feedWaiting(storage(), 2)
    expect(await storage().pendingFeed(10)).toEqual([])
    expect(await storage().feedTail()).toBe(7)
    const items = await storage().feedItems(0, 10)
    expect(items.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(items.flatMap((item) => ('entry' in item ? [item.entry] : []))).toHaveLength(entries.length)
    for (const item of items) {
      if ('entry' in item) expect(entries).toContainEqual(item.entry)
      else expect(item.audit).toEqual({ ...auditEntry(item.audit.sequence), id: item.audit.id })
    }
    expect([...(await storage().feedItems(0, 3)), ...(await storage().feedItems(3, 4))]).toEqual(items)
    const keys = items.map(keyOfItem)
    expect(await storage().feedNumbers(keys)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(await storage().isPendingFeed(keys)).toEqual(keys.map(() => false))
    const unknown = [{ account: 'nobody', sequence: 1 }, { account: 'account-1', sequence: 4 }, { audit: 3 }]
    expect(await storage().feedNumbers(unknown)).toEqual([null, null, null])
    expect(await storage().isPendingFeed(unknown)).toEqual([false, false, false])
    expect(await storage().feedNumbers([])).toEqual([])
    expect(await verifyFeed(storage())).toEqual([])
    expect(await auditNotPassedOn(storage(), 2)).toEqual([])
    const hashes = await storage().feedHashes(0, 10)
    expect(hashes).toEqual(items.map(numberedHash))
    expect(await storage().feedHashes(3, 2)).toEqual(hashes.slice(3, 5))
  })

  it('of concurrent appends each gets a number of its own, the order within an account kept', async () => {
    const write = async (writer: number): Promise<void> => {
      for (const entry of makeStream(20, () => ({ account: `a-${writer}` }))) {
        await storage().append(sealed(entry))
      }
    }
    const writeAudit = async (): Promise<void> => {
      for (let sequence = 1; sequence <= 20; sequence += 1) await storage().appendAuditEntry(auditEntry(sequence))
    }
    await Promise.all([write(1), write(2), write(3), writeAudit()])
    await feedWaiting(storage(), 30)
    expect(await storage().feedTail()).toBe(80)
    expect(await verifyFeed(storage())).toEqual([])
  })
}

/** A feed that numbers each entry in the transaction that writes it: a part of the storage contract. */
export function describeNumberedAtOnce(storage: () => Storage): void {
  it('numbers in the order of the appends, and nothing waits', async () => {
    const [first, second, third] = [3, 1, 2].map((minute) =>
      makeEntry(null, { account: `a-${minute}`, at: `2026-11-23T08:0${minute}:00.000Z` }),
    ) as [Entry, Entry, Entry]
    await storage().append(sealed(first))
    await storage().appendAuditEntry(auditEntry(1))
    await storage().append(sealed(second))
    expect((await storage().append(sealed(second))).appended).toBe(false)
    expect(await storage().appendAuditEntry(auditEntry(1))).toBe(false)
    await storage().append(sealed(third))
    expect(await storage().feedItems(0, 10)).toEqual([
      { number: 1, entry: first },
      { number: 2, audit: auditEntry(1) },
      { number: 3, entry: second },
      { number: 4, entry: third },
    ])
    expect(await storage().pendingFeed(10)).toEqual([])
    expect(await feedWaiting(storage(), 10)).toBe(0)
    expect(await storage().appendFeedBatch(4, [keyOf(first)])).toBe(0)
  })
}

/** The feeders of a feed whose entries wait for their numbers: a part of the storage contract. */
export function describeFeeders(storage: () => Storage): void {
  const append = async (entries: readonly Entry[]): Promise<void> => {
    for (const entry of entries) expect(await storage().append(sealed(entry))).toEqual({ appended: true })
  }
  const keys = (entries: readonly Entry[]): EntryKey[] => entries.map(keyOf)

  it('pendingFeed lists what is not numbered, oldest first; clearing takes it from there', async () => {
    const entries = ['a-3', 'a-1', 'a-2'].map((account) => makeEntry(null, { account }))
    await append([...entries].reverse())
    const ordered = [...entries].sort((left, right) => (left.id < right.id ? -1 : 1))
    expect(await storage().pendingFeed(2)).toEqual(keys(ordered.slice(0, 2)))
    const [cleared] = ordered
    if (cleared === undefined) throw new Error('there are three')
    for (let time = 1; time <= 2; time += 1) {
      await storage().clearPendingFeed([keyOf(cleared), { account: 'nobody', sequence: 7 }])
      expect(await storage().pendingFeed(5)).toEqual(keys(ordered.slice(1)))
    }
    expect(await storage().head(cleared.account)).toEqual(cleared)
    expect(await storage().accounts(null, 10)).toEqual(['a-1', 'a-2', 'a-3'])
  })

  it('gives the numbers behind the tail, in the order given, and stops at the first that is taken', async () => {
    const entries = ['ä 訂', 'a-2', 'a-3', 'a-4', 'a-5'].map((account) => makeEntry(null, { account }))
    await append(entries)
    expect(await storage().feedTail()).toBe(0)
    expect(await storage().feedItems(0, 10)).toEqual([])
    expect(await storage().appendFeedBatch(0, keys(entries.slice(0, 3)))).toBe(3)
    expect(await storage().feedTail()).toBe(3)
    for (const tail of [0, 2]) expect(await storage().appendFeedBatch(tail, keys(entries.slice(3)))).toBe(0)
    expect(await storage().appendFeedBatch(3, keys(entries.slice(3, 4)))).toBe(1)
    expect(await storage().feedNumbers([...keys(entries), { account: 'a-2', sequence: 2 }])).toEqual([
      1,
      2,
      3,
      4,
      null,
      null,
    ])
    expect(await storage().feedNumbers([])).toEqual([])
    const items = entries.slice(0, 4).map((entry, index) => ({ number: index + 1, entry: entry }))
    expect(await storage().feedItems(0, 2)).toEqual(items.slice(0, 2))
    expect(await storage().feedItems(2, 10)).toEqual(items.slice(2))
  })

  it('of concurrent batches behind one tail all numbers belong to one of them', async () => {
    const batches = Array.from({ length: 8 }, (_, batch) =>
      Array.from({ length: 5 }, (__, index) => makeEntry(null, { account: `a-${batch}-${index}` })),
    )
    await append(batches.flat())
    const written = await Promise.all(batches.map((batch) => storage().appendFeedBatch(0, keys(batch))))
    expect(written.filter((count) => count > 0)).toEqual([5])
    const winner = batches[written.indexOf(5)] ?? []
    expect((await storage().feedItems(0, 100)).map(keyOfItem)).toEqual(keys(winner))
  })

  it('a feeder numbers every entry once, also those that stand before the entry they follow', async () => {
    // Ids fall along the stream: written by machines whose clocks differ.
    const ids = Array.from({ length: 7 }, () => makeEntry(null).id)
      .sort()
      .reverse()
    await append(makeStream(7, (index) => ({ id: ids[index] ?? '' })))
    await append(makeStream(3, () => ({ account: 'account-2' })))
    expect(await feedWaiting(storage(), 2)).toBe(10)
    expect(await feedWaiting(storage(), 2)).toBe(0)
    expect(await verifyFeed(storage())).toEqual([])
    expect(await storage().feedTail()).toBe(10)
    expect(await storage().pendingFeed(10)).toEqual([])
  })

  it('a feeder takes a long stream whose ids fall in batches of its own size, whatever it finds first', async () => {
    const ids = Array.from({ length: 60 }, () => makeEntry(null).id)
      .sort()
      .reverse()
    await append(makeStream(60, (index) => ({ id: ids[index] ?? '' })))
    let batches = 0
    const store: FeedStore = {
      ...storage(),
      appendFeedBatch: (tail, entries) => {
        batches += 1
        return storage().appendFeedBatch(tail, entries)
      },
    }
    expect(await feedWaiting(store, 20)).toBe(60)
    expect(batches).toBe(3)
    expect((await storage().feedItems(0, 100)).map(keyOfItem)).toEqual(
      Array.from({ length: 60 }, (_, index) => ({ account: 'account-1', sequence: index + 1 })),
    )
  })

  it('a feeder that comes after one that died between the two steps gives no second number', async () => {
    const entries = makeStream(4)
    await append(entries)
    await storage().appendFeedBatch(0, keys(entries.slice(0, 3)))
    expect(await feedWaiting(storage(), 10)).toBe(1)
    expect(await storage().feedItems(0, 10)).toEqual(entries.map((entry, index) => ({ number: index + 1, entry })))
    expect(await verifyFeed(storage())).toEqual([])
  })

  it('numbers the entries of the audit log among those of the streams, all oldest first by id', async () => {
    const ids = Array.from({ length: 5 }, () => makeEntry(null).id).sort()
    const [first, second, third] = [1, 2, 3].map((sequence) => auditEntry(sequence, ids[sequence * 2 - 2]))
    const entries = [1, 3].map((index) => makeEntry(null, { account: `a-${index}`, id: ids[index] ?? '' }))
    for (const entry of [first, second, third]) if (entry !== undefined) await storage().appendAuditEntry(entry)
    await append([...entries].reverse())
    const expected = [{ audit: 1 }, keyOfNth(entries, 0), { audit: 2 }, keyOfNth(entries, 1), { audit: 3 }]
    expect(await storage().pendingFeed(10)).toEqual(expected)
    expect(await storage().pendingFeed(3)).toEqual(expected.slice(0, 3))
    expect(await storage().feedNumbers(expected)).toEqual([null, null, null, null, null])
    expect(await storage().appendFeedBatch(0, expected.slice(0, 2))).toBe(2)
    expect(await feedWaiting(storage(), 2)).toBe(3)
    expect(await storage().pendingFeed(10)).toEqual([])
    expect(await storage().feedNumbers([...expected, { audit: 4 }])).toEqual([1, 2, 3, 4, 5, null])
    const items = await storage().feedItems(0, 10)
    expect(items.map(keyOfItem)).toEqual(expected)
    expect(items.filter((item) => 'audit' in item)).toEqual([
      { number: 1, audit: first },
      { number: 3, audit: second },
      { number: 5, audit: third },
    ])
    expect(await verifyFeed(storage())).toEqual([])
  })

  it('a feeder takes the audit log in its own order, whichever clocks wrote it', async () => {
    const ids = Array.from({ length: 7 }, () => makeEntry(null).id)
      .sort()
      .reverse()
    for (const [index, id] of ids.entries()) await storage().appendAuditEntry(auditEntry(index + 1, id))
    expect(await feedWaiting(storage(), 3)).toBe(7)
    expect((await storage().feedItems(0, 10)).map(keyOfItem)).toEqual(ids.map((_, index) => ({ audit: index + 1 })))
  })

  it('isPendingFeed tells whether each entry is marked as not yet numbered; false for what is not there', async () => {
    const [entry] = makeStream(1)
    if (entry === undefined) throw new Error('there is one')
    await append([entry])
    for (const sequence of [1, 2]) await storage().appendAuditEntry(auditEntry(sequence))
    const asked = [keyOf(entry), { audit: 1 }, { audit: 2 }, { audit: 3 }, { account: 'nobody', sequence: 1 }]
    expect(await storage().isPendingFeed(asked)).toEqual([true, true, true, false, false])
    await storage().clearPendingFeed([keyOf(entry), { audit: 2 }, { audit: 9 }])
    expect(await storage().isPendingFeed(asked)).toEqual([false, true, false, false, false])
    expect(await storage().isPendingFeed([])).toEqual([])
    expect(await storage().auditEntries(0, 10)).toEqual([auditEntry(1), auditEntry(2)])
  })

  it('audit entries that are marked as passed on, but are not in the feed, are found', async () => {
    for (const sequence of [1, 2, 3]) await storage().appendAuditEntry(auditEntry(sequence))
    await storage().appendFeedBatch(0, [{ audit: 1 }])
    expect(await auditNotPassedOn(storage(), 3)).toEqual([])
    await storage().clearPendingFeed([{ audit: 1 }, { audit: 3 }])
    expect(await auditNotPassedOn(storage(), 3)).toEqual([3])
    expect(await auditNotPassedOn(storage(), 0)).toEqual([])
  })

  it('4 writers, 3 feeders, kills in between: numbers without gap, every entry once, order per account kept', async () => {
    const length = 25
    const writing = new AbortController()
    let killed = 0
    const write = async (writer: number): Promise<void> => {
      const streams = ['own', 'other'].map((name) => makeStream(length, () => ({ account: `${name}-${writer}` })))
      for (let index = 0; index < length; index += 1) {
        for (const stream of streams) await append(stream.slice(index, index + 1))
      }
    }
    const writeAudit = async (): Promise<void> => {
      for (let sequence = 1; sequence <= length; sequence += 1) {
        expect(await storage().appendAuditEntry(auditEntry(sequence, newTimeOrderedId(Date.now())))).toBe(true)
      }
    }
    const feed = async (seed: number): Promise<void> => {
      const random = randomBy(seed)
      while (!writing.signal.aborted)
        if (await isKilled(() => feedWaiting(dying(storage(), random), 1 + Math.floor(random() * 9)))) killed += 1
    }
    const feeders = [1, 2, 3].map(feed)
    await Promise.all([...[1, 2, 3, 4].map(write), writeAudit()])
    writing.abort()
    await Promise.all(feeders)
    expect(killed).toBeGreaterThan(0)
    expect(await storage().feedTail()).toBeGreaterThan(0)
    await feedWaiting(storage(), 10)
    expect(await storage().feedTail()).toBe(4 * 2 * length + length)
    expect(await verifyFeed(storage())).toEqual([])
    expect(await storage().pendingFeed(1)).toEqual([])
  })
}

function keyOf({ account, sequence }: Entry): EntryKey {
  return { account, sequence }
}

function keyOfNth(entries: readonly Entry[], index: number): EntryKey {
  const entry = entries[index]
  if (entry === undefined) throw new Error(`there is no entry ${index}`)
  return keyOf(entry)
}

function keyOfItem(item: FeedItem): FeedKey {
  return 'audit' in item ? { audit: item.audit.sequence } : keyOf(item.entry)
}

class Killed extends Error {}

/** The store of a feeder that may end before or after any of its writes. */
function dying(store: FeedStore, random: () => number): FeedStore {
  const mayDie = (): void => {
    if (random() < 0.2) throw new Killed()
  }
  const between = async <Result>(write: () => Promise<Result>): Promise<Result> => {
    mayDie()
    const result = await write()
    mayDie()
    return result
  }
  return {
    ...store,
    appendFeedBatch: (tail, entries) => between(() => store.appendFeedBatch(tail, entries)),
    clearPendingFeed: (entries) => between(() => store.clearPendingFeed(entries)),
  }
}

/** Whether the work was killed before its end. */
async function isKilled(work: () => Promise<unknown>): Promise<boolean> {
  // Others get their turn where the store answers at once.
  await new Promise((resolve) => setImmediate(resolve))
  try {
    await work()
    return false
  } catch (error) {
    if (error instanceof Killed) return true
    throw error
  }
}

/** A small generator, the same for a seed. */
function randomBy(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
