import { expect, it } from '@jest/globals'
import type { AuditEntry } from '../../src/audit/audit-entry.ts'
import { createEvents } from '../../src/events/create-events.ts'
import type { EventQuery } from '../../src/events/events.ts'
import type { FeedItem } from '../../src/journal/feed-store.ts'

function paused(number: number): FeedItem {
  const audit: AuditEntry = {
    sequence: number,
    id: `id-${number}`,
    kind: 'approvals_paused',
    at: '2026-03-01T12:00:00.000Z',
    author: 'maria',
    details: { reason: 'a note' },
    approvals_paused: true,
    previous_hash: null,
    hash: '',
  }
  return { number, audit }
}

/** A feed of a list of numbers, and how much of it was read. */
function feedOf(numbers: number[]) {
  const read = { items: 0, tails: 0 }
  const store = {
    feedItems: async (after: number, limit: number) => {
      const found = numbers.filter((number) => number > after).slice(0, limit)
      read.items += found.length
      return found.map(paused)
    },
    feedTail: async () => {
      read.tails += 1
      return numbers.at(-1) ?? 0
    },
  }
  return { events: createEvents({ store }), read, numbers }
}

const all: EventQuery = { after: 0, types: null, account: null, limit: 50, wait: 0 }
const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1)

it('does not go past a number that is not seen yet', async () => {
  const { events } = feedOf([1, 2, 4])
  const { items, next_after } = await events.read(all)
  expect([items.map(({ number }) => number), next_after]).toEqual([[1, 2], 2])
})

it('reads no more than the page holds where nothing is filtered', async () => {
  const { events, read } = feedOf(upTo(1000))
  expect((await events.read({ ...all, limit: 7 })).next_after).toBe(7)
  expect(read.items).toBe(7)
})

it('looks at a bounded number for a page that a filter leaves empty, and says up to where', async () => {
  const { events, read } = feedOf(upTo(10_000))
  expect(await events.read({ ...all, account: 'nobody' })).toEqual({ items: [], next_after: 2000 })
  expect(read.items).toBe(2000)
})

it('asks the store once for all who wait', async () => {
  const { events, read, numbers } = feedOf([])
  const waiting = Array.from({ length: 20 }, () => events.read({ ...all, wait: 30_000 }))
  await new Promise((resolve) => setTimeout(resolve, 600))
  expect(read.tails).toBeLessThanOrEqual(4)
  numbers.push(1)
  expect((await Promise.all(waiting)).map(({ next_after }) => next_after)).toEqual(Array(20).fill(1))
})

it('ends a wait whose reader has gone, and waits no more once it is stopped', async () => {
  const { events } = feedOf([])
  const gone = new AbortController()
  const waiting = events.read({ ...all, wait: 30_000 }, gone.signal)
  gone.abort()
  expect(await waiting).toEqual({ items: [], next_after: 0 })
  events.stop()
  expect(await events.read({ ...all, wait: 30_000 })).toEqual({ items: [], next_after: 0 })
})

it('passes on a fault of the store to who waits, and goes on afterwards', async () => {
  let fails = true
  const store = {
    feedItems: async (after: number) => (fails || after > 0 ? [] : [paused(1)]),
    feedTail: async () => {
      if (fails) throw new Error('the store is away')
      return 1
    },
  }
  const events = createEvents({ store })
  await expect(events.read({ ...all, wait: 30_000 })).rejects.toThrow('the store is away')
  fails = false
  expect((await events.read({ ...all, wait: 30_000 })).next_after).toBe(1)
})
