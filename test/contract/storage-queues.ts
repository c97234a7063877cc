import { expect, it } from '@jest/globals'
import type { Entry } from '../../src/journal/entry.ts'
import type { EntryKind } from '../../src/journal/entry-kinds.ts'
import type { Page, PendingReviewFilter } from '../../src/journal/journal-store.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { sampleSaid } from '../journal/sample-said.ts'
import { makeEntry, makeStream, sealed } from '../storage/make-entry.ts'

/** What waits to be done, and entries by kind: a part of the storage contract. */
export function describeQueues(storage: () => Storage): void {
  const append = async (entries: readonly Entry[]): Promise<void> => {
    for (const entry of entries) expect(await storage().append(sealed(entry))).toEqual({ appended: true })
  }
  const malformed = { name: 'Problem', code: 'invalid_request' }

  it('clears one part of what is pending; again, or what is not there, changes nothing', async () => {
    const [first, second] = makeStream(2, () => ({ outcome: 'review' })) as [Entry, Entry]
    const until = '2026-12-04T00:00:00.000Z'
    const waiting = { ...first, pending: { ...first.pending, delivery: true, response: until } }
    await append([waiting, second])
    for (const [part, pending] of [
      ['delivery', { ...waiting.pending, delivery: false }],
      ['review', { ...waiting.pending, delivery: false, review: null }],
      ['review', { ...waiting.pending, delivery: false, review: null }],
      ['response', { ...waiting.pending, delivery: false, review: null, response: null }],
      ['response', { ...waiting.pending, delivery: false, review: null, response: null }],
    ] as const) {
      await storage().clearPending('account-1', 1, part)
      expect(await storage().stream('account-1', 0, 10)).toEqual([{ ...waiting, pending }, second])
    }
    await storage().clearPending('account-1', 3, 'review')
    await storage().clearPending('account-2', 1, 'review')
    expect(await storage().entryById(first.id)).toEqual({
      ...waiting,
      pending: { review: null, delivery: false, response: null },
    })
  })

  /** Entries that wait for a review; due times in an order of their own. */
  const queue = (): readonly Entry[] =>
    [
      ['support', '03'],
      ['manager', '01'],
      ['support', '02'],
      ['support', '03'],
      ['Support', '04'],
    ].map(([level = '', day = ''], index) => {
      const entry = makeEntry(null, { account: `account-${index}`, id: `e-${index}`, outcome: 'review' })
      return { ...entry, pending: { ...entry.pending, review: { level, due_by: `2026-12-${day}T00:00:00.000Z` } } }
    })

  it.each<[string, PendingReviewFilter, number[]]>([
    ['all, the earliest due first, then by id', {}, [1, 2, 0, 3, 4]],
    ['those of a level, told apart by letter case', { level: 'support' }, [2, 0, 3]],
    ['those due before an instant (exclusive)', { dueBefore: '2026-12-03T00:00:00.000Z' }, [1, 2]],
    ['both', { level: 'support', dueBefore: '2026-12-03T00:00:00.001Z' }, [2, 0, 3]],
    ['none', { level: 'nobody' }, []],
  ])('pendingReviews gives %s', async (_, filter, expected) => {
    const entries = queue()
    await append([...entries, makeEntry(null, { account: 'account-9' })])
    await append([{ ...makeEntry(null, { account: 'account-8', outcome: 'review' }) }])
    await storage().clearPending('account-8', 1, 'review')
    expect(await storage().pendingReviews(filter, 10, null)).toEqual({
      items: expected.map((index) => entries[index]),
      next: null,
    })
    for (const limit of [1, 2, 3]) {
      const pages = await pagesOf((cursor) => storage().pendingReviews(filter, limit, cursor))
      expect(pages.flat()).toEqual(expected.map((index) => entries[index]))
      expect(pages).toHaveLength(Math.max(1, Math.ceil(expected.length / limit)))
    }
  })

  it('countPendingReviews counts those of each level, told apart by letter case, and those due before an instant (exclusive)', async () => {
    await append([...queue(), makeEntry(null, { account: 'account-9' })])
    await append([{ ...makeEntry(null, { account: 'account-8', outcome: 'review' }) }])
    await storage().clearPending('account-8', 1, 'review')
    const counts = await storage().countPendingReviews('2026-12-03T00:00:00.000Z')
    expect(counts.toSorted((left, right) => (left.level < right.level ? -1 : 1))).toEqual([
      { level: 'Support', waiting: 1, overdue: 0 },
      { level: 'manager', waiting: 1, overdue: 1 },
      { level: 'support', waiting: 3, overdue: 1 },
    ])
  })

  it('pendingDeliveries gives entries that wait for one, oldest first by id, at most limit after the cursor', async () => {
    const entries = makeStream(5)
    const none = makeEntry(null, { account: 'account-2', outcome: 'deny' })
    await append([...entries, none])
    await storage().clearPending('account-1', 2, 'delivery')
    const waiting = entries.filter(({ sequence }) => sequence !== 2)
    const pages = await pagesOf((cursor) => storage().pendingDeliveries(2, cursor))
    expect(pages).toEqual([waiting.slice(0, 2), waiting.slice(2)])
  })

  it('pendingDeliveries gives a credit that came back, as it waits once more', async () => {
    const credited = makeEntry(null)
    const delivered = makeEntry(credited, { kind: 'credit_delivered' })
    const returned = makeEntry(delivered, { kind: 'credit_returned' })
    await append([credited, delivered, returned])
    await storage().clearPending('account-1', 1, 'delivery')
    expect(await storage().pendingDeliveries(10, null)).toEqual({ items: [returned], next: null })
    await storage().clearPending('account-1', 3, 'delivery')
    expect(await storage().pendingDeliveries(10, null)).toEqual({ items: [], next: null })
  })

  it('pendingResponses gives entries whose dispute has to be answered, the earliest first, then by id, and those before an instant (exclusive)', async () => {
    const entries = ['03', '01', '02', '03'].map((day, index) => {
      const request = { respond_by: `2026-12-${day}T00:00:00.000Z` }
      const account = `account-${index}`
      return makeEntry(null, { account, id: `e-${index}`, said: sampleSaid('dispute_opened', { request }) })
    })
    await append([...entries, makeEntry(null, { account: 'account-8', kind: 'dispute_opened' })])
    for (const [before, expected] of [
      [null, [1, 2, 0, 3]],
      ['2026-12-03T00:00:00.000Z', [1, 2]],
      ['2026-12-01T00:00:00.000Z', []],
    ] as const) {
      for (const limit of [1, 2, 10]) {
        const pages = await pagesOf((cursor) => storage().pendingResponses(before, limit, cursor))
        expect(pages.flat()).toEqual(expected.map((index) => entries[index]))
        expect(pages).toHaveLength(Math.max(1, Math.ceil(expected.length / limit)))
      }
    }
    await storage().clearPending('account-2', 1, 'response')
    const { items } = await storage().pendingResponses(null, 10, null)
    expect(items).toEqual([entries[1], entries[0], entries[3]])
  })

  it('entriesOfKind gives entries of one kind over all accounts, newest first by id', async () => {
    const kinds: readonly EntryKind[] = ['decision', 'correction', 'dispute_opened', 'correction', 'correction']
    const entries = kinds.map((kind, index) => makeEntry(null, { account: `account-${index}`, id: `e-${index}`, kind }))
    await append(entries)
    const pages = await pagesOf((cursor) => storage().entriesOfKind('correction', 2, cursor))
    expect(pages).toEqual([[entries[4], entries[3]], [entries[1]]])
    expect(await storage().entriesOfKind('erasure', 2, null)).toEqual({ items: [], next: null })
  })

  it.each(['', 'nonsense', '../..', '0'.repeat(5000)])(
    'a malformed cursor of a queue is refused: %j',
    async (cursor) => {
      for (const read of [
        storage().pendingReviews({}, 3, cursor),
        storage().pendingDeliveries(3, cursor),
        storage().pendingResponses(null, 3, cursor),
        storage().entriesOfKind('decision', 3, cursor),
      ]) {
        await expect(read).rejects.toMatchObject(malformed)
      }
    },
  )
}

/** All pages, one after the other. */
async function pagesOf(read: (cursor: string | null) => Promise<Page<Entry>>): Promise<Entry[][]> {
  const pages: Entry[][] = []
  let cursor: string | null = null
  do {
    const page: Page<Entry> = await read(cursor)
    pages.push([...page.items])
    cursor = page.next
  } while (cursor !== null)
  return pages
}
