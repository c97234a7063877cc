import { expect, it } from '@jest/globals'
import type { Entry } from '../../src/journal/entry.ts'
import type { HistorySelection } from '../../src/journal/journal-store.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { makeEntry, makeStream } from '../storage/make-entry.ts'
import { appendAll } from './storage-data.ts'

/** What history facts are counted from: a part of the storage contract. */
export function describeHistory(storage: () => Storage): void {
  const times = ['08:00', '09:00', '09:00', '10:00'].map((time) => `2026-11-23T${time}:00.000Z`)
  const timed = (): Entry[] => makeStream(times.length, (index) => ({ at: times[index] ?? '' }))

  it.each([
    ['before the first', '2026-11-23T07:59:59.999Z', 4, null],
    ['at the very instant of the first', '2026-11-23T08:00:00.000Z', 4, 1],
    ['between two', '2026-11-23T08:30:00.000Z', 4, 1],
    ['at an instant that two entries share', '2026-11-23T09:00:00.000Z', 4, 3],
    ['at that instant, up to the former of the two', '2026-11-23T09:00:00.000Z', 2, 2],
    ['after the last', '2027-01-01T00:00:00.000Z', 4, 4],
    ['after the last, up to an earlier sequence', '2027-01-01T00:00:00.000Z', 1, 1],
    ['up to a sequence that is not there yet', '2027-01-01T00:00:00.000Z', 99, 4],
    ['up to sequence 0', '2027-01-01T00:00:00.000Z', 0, null],
  ])('newestUpTo %s: at <= the instant and sequence <= upTo', async (_, at, upTo, expected) => {
    await appendAll(storage(), timed())
    await appendAll(storage(), [makeEntry(null, { account: 'account-2', at: times[1] ?? '' })])
    expect((await storage().newestUpTo('account-1', at, upTo))?.sequence ?? null).toBe(expected)
    expect(await storage().newestUpTo('account-3', at, upTo)).toBeNull()
  })

  const all: HistorySelection = {
    account: 'account-1',
    order: null,
    kinds: ['decision', 'dispute_opened', 'correction'],
    after: null,
    before: null,
    upTo: 100,
  }
  it.each<[string, Partial<HistorySelection>, number[]]>([
    ['all of some kinds, newest first', {}, [6, 5, 4, 3, 2, 1]],
    ['one kind', { kinds: ['dispute_opened'] }, [5, 2]],
    ['a kind named twice', { kinds: ['correction', 'correction'] }, [6]],
    ['no kind', { kinds: [] }, []],
    ['one order', { order: 'order-1' }, [6, 4, 2, 1]],
    ['one order and kind', { order: 'order-1', kinds: ['decision'] }, [4, 1]],
    ['after an instant (exclusive)', { after: '2026-11-23T08:01:00.000Z' }, [6, 5, 4, 3]],
    ['before an instant (exclusive)', { before: '2026-11-23T08:03:00.000Z' }, [3, 2, 1]],
    [
      'an order between two instants',
      { order: 'order-1', after: '2026-11-23T08:00:00.000Z', before: '2026-11-23T08:03:00.001Z' },
      [4, 2],
    ],
    ['up to a sequence (inclusive)', { upTo: 2 }, [2, 1]],
    ['an order up to a sequence', { order: 'order-1', upTo: 3 }, [2, 1]],
    ['another account', { account: 'account-3' }, []],
    ['another letter case', { order: 'ORDER-1' }, []],
  ])('historyEntries selects %s', async (_, selection, expected) => {
    const kinds = ['decision', 'dispute_opened', 'decision', 'decision', 'dispute_opened', 'correction'] as const
    const orders = ['order-1', 'order-1', 'order-2', 'order-1', null, 'order-1']
    const entries = makeStream(6, (index) => ({ kind: kinds[index] ?? 'decision', order: orders[index] ?? null }))
    await appendAll(storage(), entries)
    await appendAll(
      storage(),
      makeStream(3, () => ({ account: 'account-2' })),
    )
    const found = await storage().historyEntries({ ...all, ...selection })
    expect(found).toEqual(expected.map((sequence) => entries[sequence - 1]))
  })

  it('automaticCreditsSince is the exact sum over all accounts since the instant (inclusive) in the currency', async () => {
    const at = '2026-11-23T08:00:00.000Z'
    const decisions = [
      { amount: '9007199254740993', at },
      { amount: '0.10029597233', at },
      { amount: '0.2', at: '2026-11-23T12:00:00.000Z' },
      { amount: `0.${'0'.repeat(40)}1`, at: '2026-11-23T12:00:00.000Z' },
      { amount: '0.00', at: '2026-11-23T12:00:00.000Z' },
      { amount: '5', at: '2026-11-23T07:59:59.999Z' },
      { amount: '7', at, currency: 'EUR' },
      { amount: '7', at, outcome: 'deny' },
      { amount: '7', at, outcome: 'review' },
      { amount: '7', at, kind: 'review_resolved' },
    ] as const
    for (const [index, wish] of decisions.entries()) {
      await appendAll(storage(), [makeEntry(null, { account: `account-${index}`, ...wish })])
    }
    expect(await storage().automaticCreditsSince('USD', at)).toBe(`9007199254740993.30029597233${'0'.repeat(29)}1`)
    expect(await storage().automaticCreditsSince('EUR', at)).toBe('7')
    expect(await storage().automaticCreditsSince('USD', '2026-11-23T12:00:00.001Z')).toBe('0')
    expect(await storage().automaticCreditsSince('usd', at)).toBe('0')
  })
}
