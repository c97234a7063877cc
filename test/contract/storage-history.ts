import { expect, it } from '@jest/globals'
import type { Entry } from '../../src/journal/entry.ts'
import type { HistoryCount, HistorySelection } from '../../src/journal/history-selection.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { sampleRefund, sampleSaid } from '../journal/sample-said.ts'
import { type EntryWish, makeEntry, makeStream, orderPart } from '../storage/make-entry.ts'
import { appendAll } from './storage-data.ts'

/** What history facts are counted from: a part of the storage contract. */
export function describeHistory(storage: () => Storage): void {
  const at = (time: string): string => `2026-11-23T${time}:00.000Z`

  it.each([
    ['before the first', '2026-11-23T07:59:59.999Z', 5, null],
    ['at the very instant of the first', at('08:00'), 5, 1],
    ['between two', at('08:10'), 5, 1],
    ['at an instant that two entries share', at('09:00'), 5, 3],
    ['at that instant, up to the former of the two', at('09:00'), 2, 2],
    ['after the last, whose clock had run back: the one that was decided last', '2027-01-01T00:00:00.000Z', 5, 4],
    ['at the time of the one whose clock had run back', at('08:15'), 5, 5],
    ['there, up to the one before it', at('08:15'), 4, 1],
    ['after the last, up to an earlier sequence', '2027-01-01T00:00:00.000Z', 1, 1],
    ['up to a sequence that is not there yet', '2027-01-01T00:00:00.000Z', 99, 4],
    ['up to sequence 0', '2027-01-01T00:00:00.000Z', 0, null],
  ])('newestDecidedUpTo %s: decided_at <= the instant and sequence <= upTo', async (_, instant, upTo, expected) => {
    const times = ['08:00', '09:00', '09:00', '10:00', '08:15']
    await appendAll(
      storage(),
      makeStream(times.length, (index) => ({ at: at(times[index] ?? '') })),
    )
    await appendAll(storage(), [makeEntry(null, { account: 'account-2', at: at('09:00') })])
    expect((await storage().newestDecidedUpTo('account-1', instant, upTo))?.sequence ?? null).toBe(expected)
    expect(await storage().newestDecidedUpTo('account-3', instant, upTo)).toBeNull()
  })

  const everything: HistorySelection = {
    account: 'account-1',
    of: null,
    kinds: ['decision', 'dispute_opened', 'correction'],
    after: null,
    before: null,
    upTo: 100,
  }
  const order = { policy: 'smm-panel', id: 'order-1' }
  it.each<[string, Partial<HistorySelection>, number[]]>([
    ['all of some kinds, newest first', {}, [7, 6, 5, 4, 3, 2, 1]],
    ['one kind', { kinds: ['dispute_opened'] }, [5, 2]],
    ['a kind named twice', { kinds: ['correction', 'correction'] }, [6]],
    ['no kind', { kinds: [] }, []],
    ['one order, all its parts', { of: order }, [6, 4, 2, 1]],
    ['one order and kind', { of: order, kinds: ['decision'] }, [4, 1]],
    ['the order of another policy with the same id', { of: { ...order, policy: 'hosting' } }, [7]],
    ['a part', { of: { ...order, part: 'p-1' } }, [4, 2]],
    ['the whole order only', { of: { ...order, part: null } }, [6, 1]],
    ['after an instant (exclusive)', { after: at('08:01') }, [6, 5, 4, 3]],
    ['before an instant (exclusive)', { before: at('08:03') }, [7, 3, 2, 1]],
    ['an order between two instants', { of: order, after: at('08:00'), before: '2026-11-23T08:03:00.001Z' }, [4, 2]],
    ['a part between two instants', { of: { ...order, part: 'p-1' }, after: at('08:02'), before: at('09:00') }, [4]],
    ['up to a sequence (inclusive)', { upTo: 2 }, [2, 1]],
    ['an order up to a sequence', { of: order, upTo: 3 }, [2, 1]],
    ['another account', { account: 'account-3' }, []],
    ['another letter case', { of: { ...order, id: 'ORDER-1' } }, []],
  ])('historyEntries selects %s, by the time of the clock', async (_, selection, expected) => {
    const kinds = [
      'decision',
      'dispute_opened',
      'decision',
      'decision',
      'dispute_opened',
      'correction',
      'decision',
    ] as const
    const orders = [
      orderPart(),
      orderPart('order-1', 'p-1'),
      orderPart('order-2'),
      orderPart('order-1', 'p-1'),
      null,
      orderPart(),
      orderPart('order-1', null, 'hosting'),
    ]
    const times = ['08:00', '08:01', '08:02', '08:03', '08:04', '08:05', '07:59']
    const entries = makeStream(7, (index) => ({
      kind: kinds[index] ?? 'decision',
      order: orders[index] ?? null,
      at: at(times[index] ?? ''),
    }))
    await appendAll(storage(), entries)
    await appendAll(
      storage(),
      makeStream(3, () => ({ account: 'account-2' })),
    )
    const found = await storage().historyEntries({ ...everything, ...selection })
    expect(found).toEqual(expected.map((sequence) => entries[sequence - 1]))
  })

  /** One minute apart, but for the last, whose clock had run back. */
  const counted = (): readonly Entry[] => {
    const approved = { outcome: 'approve', label: 'goodwill' } as const
    const wishes: readonly EntryWish[] = [
      { order: 'order-1', rule: 'late', clause: '2', amount: '0.1' },
      { order: orderPart('order-1', 'p-1'), outcome: 'deny', rule: 'late', clause: '2.b', label: 'refill_first' },
      { order: 'order-2', outcome: 'review', rule: null, clause: null },
      {
        order: orderPart('order-1', 'p-1'),
        said: sampleSaid('review_resolved', {
          result: { ...approved, rule: 'late', refund: sampleRefund('2.50', 'USD') },
        }),
      },
      { order: null, said: sampleSaid('dispute_opened', { result: { outcome: 'warn', rule: 'often' } }) },
      { order: 'order-2', currency: 'EUR', amount: `0.${'0'.repeat(30)}1` },
      { order: 'order-1', said: sampleSaid('correction') },
      {
        order: orderPart('order-1', null, 'hosting'),
        said: sampleSaid('decision', {
          request: { claim: null },
          result: { outcome: 'approve', refund: sampleRefund('0.00', 'USD'), counted: false },
        }),
      },
      { order: 'order-1', amount: '9007199254740993', currency: 'USD', at: at('07:30') },
    ]
    return makeStream(wishes.length, (index) => wishes[index] ?? {})
  }
  const all: HistoryCount = {
    account: 'account-1',
    of: null,
    counted: 'decisions',
    where: {},
    isSum: true,
    after: null,
    before: null,
    upTo: 100,
  }
  const big = '9007199254740993'
  it.each<[string, Partial<HistoryCount>, number, Readonly<Record<string, string>>]>([
    ['decisions', {}, 6, { USD: `${big}.1`, EUR: `0.${'0'.repeat(30)}1` }],
    ['claims', { counted: 'claims' }, 5, { USD: `${big}.1`, EUR: `0.${'0'.repeat(30)}1` }],
    [
      "approvals, a person's too",
      { counted: 'approvals' },
      4,
      { USD: `${big.slice(0, -1)}5.6`, EUR: `0.${'0'.repeat(30)}1` },
    ],
    ['denials', { counted: 'denials' }, 1, {}],
    ['reviews', { counted: 'reviews' }, 1, {}],
    ['disputes', { counted: 'disputes' }, 1, {}],
    ['credits above 0', { counted: 'credits' }, 4, { USD: `${big.slice(0, -1)}5.6`, EUR: `0.${'0'.repeat(30)}1` }],
    ['those of a rule', { where: { rule: 'late' } }, 2, { USD: '0.1' }],
    ['approvals of a rule', { counted: 'approvals', where: { rule: 'late' } }, 2, { USD: '2.6' }],
    ['those of a rule in another letter case', { where: { rule: 'Late' } }, 0, {}],
    ['those of a clause, without those below it', { where: { clause: '2' } }, 1, { USD: '0.1' }],
    ['those of an outcome', { where: { outcome: 'deny' } }, 1, {}],
    ['those of a label', { where: { outcome: 'refill_first' } }, 1, {}],
    ['those of a kind', { counted: 'credits', where: { kind: 'review_resolved' } }, 1, { USD: '2.5' }],
    ['disputes by their ruling', { counted: 'disputes', where: { outcome: 'warn', rule: 'often' } }, 1, {}],
    ['several filters at once', { where: { rule: 'late', clause: '2.b', outcome: 'deny', kind: 'decision' } }, 1, {}],
    ['several filters at once that none passes', { where: { rule: 'late', clause: '2.b', outcome: 'approve' } }, 0, {}],
    ['those of an order, all its parts', { of: order }, 3, { USD: `${big}.1` }],
    ['those of a part', { of: { ...order, part: 'p-1' }, counted: 'approvals' }, 1, { USD: '2.5' }],
    ['those of the whole order only', { of: { ...order, part: null } }, 2, { USD: `${big}.1` }],
    ['those of a rule of an order', { of: order, where: { rule: 'late' }, counted: 'claims' }, 2, { USD: '0.1' }],
    ['those of a clause of a part', { of: { ...order, part: 'p-1' }, where: { clause: '2.b' } }, 1, {}],
    ["those of another policy's order", { of: { ...order, policy: 'hosting' } }, 1, {}],
    ['those after an instant (exclusive)', { after: at('08:02') }, 2, { EUR: `0.${'0'.repeat(30)}1` }],
    ['those before an instant (exclusive), also later in the stream', { before: at('08:01') }, 2, { USD: `${big}.1` }],
    ['those of an order between instants', { of: order, after: at('07:00'), before: at('08:00') }, 1, { USD: big }],
    ['those of a rule between instants', { where: { rule: 'late' }, after: at('08:00'), before: at('09:00') }, 1, {}],
    ['those up to a sequence (inclusive)', { upTo: 3 }, 3, { USD: '0.1' }],
    ['those of a part up to a sequence', { of: { ...order, part: 'p-1' }, upTo: 1 }, 0, {}],
    ['those of another account', { account: 'account-2' }, 1, { USD: '0.04368' }],
    ['nothing of an account that is not there', { account: 'account-3' }, 0, {}],
  ])('historyCount counts %s and, where asked for, sums what they credited', async (_, asked, count, credited) => {
    await appendAll(storage(), [...counted(), makeEntry(null, { account: 'account-2' })])
    expect(await storage().historyCount({ ...all, ...asked })).toEqual({ count, credited })
    expect(await storage().historyCount({ ...all, ...asked, isSum: false })).toEqual({ count, credited: {} })
  })

  it('automaticCreditsSince is the exact sum over all accounts since the instant (inclusive) in the currency', async () => {
    const decisions = [
      { amount: '9007199254740993', at: at('08:00') },
      { amount: '0.10029597233', at: at('08:00') },
      { amount: '0.2', at: at('12:00') },
      { amount: `0.${'0'.repeat(40)}1`, at: at('12:00') },
      { amount: '0.00', at: at('12:00') },
      { amount: '5', at: '2026-11-23T07:59:59.999Z' },
      { amount: '7', at: at('08:00'), currency: 'EUR' },
      { amount: '7', at: at('08:00'), outcome: 'deny' },
      { amount: '7', at: at('08:00'), outcome: 'review' },
      { amount: '7', at: at('08:00'), kind: 'review_resolved' },
    ] as const
    for (const [index, wish] of decisions.entries()) {
      await appendAll(storage(), [makeEntry(null, { account: `account-${index}`, ...wish })])
    }
    expect(await storage().automaticCreditsSince('USD', at('08:00'))).toBe(
      `9007199254740993.30029597233${'0'.repeat(29)}1`,
    )
    expect(await storage().automaticCreditsSince('EUR', at('08:00'))).toBe('7')
    expect(await storage().automaticCreditsSince('USD', '2026-11-23T12:00:00.001Z')).toBe('0')
    expect(await storage().automaticCreditsSince('usd', at('08:00'))).toBe('0')
  })

  it('automaticCreditsSince goes by the time of the clock, not by the place in the stream', async () => {
    const [first, second] = makeStream(2, (index) => ({
      at: at(index === 0 ? '12:00' : '09:00'),
      amount: `${index + 1}`,
    }))
    if (first === undefined || second === undefined) throw new Error('a stream of two has two entries')
    await appendAll(storage(), [first, second])
    expect(second.at).toBe(first.at)
    expect(await storage().automaticCreditsSince('USD', at('10:00'))).toBe('1')
    expect(await storage().automaticCreditsSince('USD', at('09:00'))).toBe('3')
  })
}
