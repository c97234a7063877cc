import { expect, it } from '@jest/globals'
import type { Entry } from '../../src/journal/entry.ts'
import type { DecisionFilter } from '../../src/journal/journal-store.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { makeEntry, makeStream, orderPart, sealed } from '../storage/make-entry.ts'
import { appendAll, problem } from './storage-data.ts'

/** The list of decisions: a part of the storage contract. */
export function describeDecisions(storage: () => Storage): void {
  const wishes = [
    { account: 'account-1', order: 'order-1', outcome: 'approve', clause: '2.b', rule: 'partial_delivery' },
    {
      account: 'account-2',
      order: orderPart('order-2', 'parcel-1'),
      outcome: 'deny',
      label: 'refill_first',
      clause: '3.a',
      rule: 'wrong_link',
    },
    { account: 'account-3', order: 'order-3', outcome: 'review', clause: null, rule: null },
    {
      account: 'account-4',
      order: 'order-1',
      outcome: 'deny',
      clause: '2.b',
      rule: 'wrong_link',
      policy: { version: 2 },
    },
    {
      account: 'account-5',
      order: 'order-5',
      outcome: 'approve',
      clause: '3.a',
      rule: 'other',
      policy: { name: 'hosting', version: 2 },
    },
    { account: 'account-6', order: orderPart('order-1', 'parcel-1'), kind: 'review_resolved' },
  ] as const
  const hour = (index: number): string => `2026-11-23T0${index}:00:00.000Z`

  it.each<[DecisionFilter, number[]]>([
    [{}, [4, 3, 2, 1, 0]],
    [{ account: 'account-2' }, [1]],
    [{ order: 'order-1' }, [3, 0]],
    [{ order: 'order-1', policy: 'hosting' }, []],
    [{ part: 'parcel-1' }, [1]],
    [{ order: 'order-2', part: 'parcel-1' }, [1]],
    [{ order: 'order-1', part: 'parcel-1' }, []],
    [{ part: 'parcel-2' }, []],
    [{ outcome: 'deny' }, [3, 1]],
    [{ outcome: 'refill_first' }, [1]],
    [{ label: 'refill_first' }, [1]],
    [{ label: 'refill_first', outcome: 'deny' }, [1]],
    [{ label: 'refill_first', outcome: 'approve' }, []],
    [{ label: 'refill_first', outcome: 'refill_first' }, [1]],
    [{ label: 'refill_first', outcome: 'other' }, []],
    [{ label: 'deny' }, []],
    [{ clause: '2.b' }, [3, 0]],
    [{ rule: 'wrong_link' }, [3, 1]],
    [{ policy: 'smm-panel' }, [3, 2, 1, 0]],
    [{ policyVersion: 2 }, [4, 3]],
    [{ policy: 'smm-panel', policyVersion: 2 }, [3]],
    [{ from: hour(1) }, [4, 3, 2, 1]],
    [{ to: hour(3) }, [2, 1, 0]],
    [{ from: hour(1), to: hour(3) }, [2, 1]],
    [{ outcome: 'deny', clause: '2.b' }, [3]],
    [{ order: 'order-1', to: hour(1) }, [0]],
    [{ account: 'account-1', rule: 'wrong_link' }, []],
    [
      {
        account: 'account-1',
        order: 'order-1',
        outcome: 'approve',
        clause: '2.b',
        rule: 'partial_delivery',
        policy: 'smm-panel',
        policyVersion: 1,
        from: hour(0),
        to: hour(1),
      },
      [0],
    ],
    [{ outcome: 'DENY' }, []],
    [{ account: 'account-6' }, []],
  ])('decisions joins filters with "and", newest first: %j', async (filter, expected) => {
    const entries = wishes.map((wish, index) => makeEntry(null, { ...wish, at: hour(index) }))
    await appendAll(storage(), entries)
    const page = await storage().decisions(filter, 10, null)
    expect(page).toEqual({ items: expected.map((index) => entries[index]), next: null })
  })

  it('gives at most limit decisions after the cursor, each once, and null on the last page', async () => {
    const entries = makeStream(10)
    await appendAll(storage(), entries)
    const pages = await pagesOf(storage(), 4)
    expect(pages.map(({ length }) => length)).toEqual([4, 4, 2])
    expect(pages.flat()).toEqual([...entries].reverse())
    expect((await pagesOf(storage(), 5)).map(({ length }) => length)).toEqual([5, 5])
  })

  it('pages through a period, and through what several filters leave of many decisions', async () => {
    const second = (index: number): string => new Date(Date.parse(hour(0)) + index * 1000).toISOString()
    const entries = Array.from({ length: 2200 }, (_, index) =>
      makeEntry(null, {
        account: `account-${index}`,
        at: second(index),
        rule: 'rare',
        clause: index % 400 === 7 ? '3.a' : '2.b',
      }),
    )
    await appendAtOnce(storage(), entries)
    const wanted = (filter: (entry: Entry, index: number) => boolean): Entry[] => entries.filter(filter).reverse()
    const period = { from: second(20), to: second(30) }
    expect((await pagesOf(storage(), 4, period)).map(({ length }) => length)).toEqual([4, 4, 2])
    const inPeriod = (_: Entry, index: number): boolean => index >= 20 && index < 30
    expect((await pagesOf(storage(), 4, period)).flat()).toEqual(wanted(inPeriod))
    const both = { rule: 'rare', clause: '3.a' }
    const isRare = (_: Entry, index: number): boolean => index % 400 === 7
    expect((await pagesOf(storage(), 2, both)).flat()).toEqual(wanted(isRare))
    expect((await pagesOf(storage(), 2, { ...both, ...period })).flat()).toEqual([])
    expect((await pagesOf(storage(), 2, { ...both, clause: '9' })).flat()).toEqual([])
  })

  it('pages stay as they are while newer decisions are appended', async () => {
    const entries = makeStream(9)
    await appendAll(storage(), entries.slice(0, 6))
    const first = await storage().decisions({}, 3, null)
    await appendAll(storage(), entries.slice(6))
    const second = await storage().decisions({}, 3, first.next)
    expect([...first.items, ...second.items]).toEqual(entries.slice(0, 6).reverse())
    expect(second.next).toBeNull()
  })

  it('orders by id even where the clocks of two writers differ', async () => {
    const early = makeEntry(null, { account: 'account-1', id: '019a-1', at: hour(5) })
    const late = makeEntry(null, { account: 'account-2', id: '019a-2', at: hour(1) })
    await appendAll(storage(), [late, early])
    expect((await storage().decisions({}, 10, null)).items).toEqual([late, early])
  })

  it.each(['', 'nonsense', '!!!', 'YWZ0ZXI6', 'YWZ0ZXI6eA==', '../..', '0'.repeat(5000)])(
    'a malformed cursor is a Problem invalid_request: %j',
    async (cursor) => {
      await expect(storage().decisions({}, 3, cursor)).rejects.toMatchObject(problem('invalid_request'))
    },
  )

  it('so is one that lost characters on its way: it would begin the list again', async () => {
    await appendAll(storage(), makeStream(3))
    const { next } = await storage().decisions({}, 2, null)
    for (const cut of [next?.slice(0, -1), next?.slice(0, -4), next?.slice(1)]) {
      await expect(storage().decisions({}, 2, cut ?? null)).rejects.toMatchObject(problem('invalid_request'))
    }
  })
}

async function appendAtOnce(storage: Storage, entries: readonly Entry[]): Promise<void> {
  for (let start = 0; start < entries.length; start += 50) {
    await Promise.all(entries.slice(start, start + 50).map((entry) => storage.append(sealed(entry))))
  }
}

async function pagesOf(storage: Storage, limit: number, filter: DecisionFilter = {}): Promise<Entry[][]> {
  const pages: Entry[][] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<Storage['decisions']>> = await storage.decisions(filter, limit, cursor)
    pages.push([...page.items])
    cursor = page.next
  } while (cursor !== null)
  return pages
}

/** Overwrites and extends everything that can be reached. */
