import { expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { rebuildTotals } from '../../src/maintenance/verify-totals.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { sampleRefund, sampleSaid } from '../journal/sample-said.ts'
import { type EntryWish, makeStream, sealed } from '../storage/make-entry.ts'
import { appendAll } from './storage-data.ts'

/** The totals of days and of automatic credits: a part of the storage contract. */
export function describeTotals(storage: () => Storage): void {
  const at = (time: string): string => `2026-11-23T${time}.000Z`
  const key = {
    day: '2026-11-23',
    policy: 'smm-panel',
    policy_version: 1,
    outcome: 'approve',
    clause: '2.b',
    rule: 'partial_delivery',
    currency: 'USD',
  }
  const denied = { ...key, outcome: 'deny', currency: null }

  it('totals are by UTC day, policy, version, outcome, clause, rule and currency, exact, over all accounts', async () => {
    const approvals: readonly EntryWish[] = [
      { at: at('00:00:00'), amount: '9007199254740993' },
      { at: at('08:00:00'), amount: `0.${'0'.repeat(30)}1` },
      { at: at('08:00:00'), amount: '0.5', currency: 'EUR' },
      { at: at('23:59:59'), amount: '1', policy: { version: 2 } },
      { at: '2026-11-24T00:00:00.000Z', amount: '7', rule: 'other' },
    ]
    await appendAll(
      storage(),
      makeStream(approvals.length, (index) => approvals[index] ?? {}),
    )
    const others: readonly EntryWish[] = [
      { at: at('09:00:00'), outcome: 'deny' },
      { at: at('09:01:00'), outcome: 'deny', label: 'refill_first' },
      { at: at('09:02:00'), outcome: 'review', rule: null, clause: null },
      { at: at('09:03:00'), kind: 'correction' },
    ]
    await appendAll(
      storage(),
      makeStream(others.length, (index) => ({ account: 'account-2', ...others[index] })),
    )
    const nothing = { credited: '0', credited_automatically: '0' }
    const sum = `9007199254740993.${'0'.repeat(30)}1`
    expect(await storage().totals('2026-11-23', '2026-11-24')).toEqual([
      { ...key, currency: 'EUR', decisions: 1, credited: '0.5', credited_automatically: '0.5' },
      { ...key, decisions: 2, credited: sum, credited_automatically: sum },
      { ...denied, decisions: 2, ...nothing },
      { ...denied, outcome: 'review', clause: null, rule: null, decisions: 1, ...nothing },
      { ...key, policy_version: 2, decisions: 1, credited: '1', credited_automatically: '1' },
    ])
    const next = { ...key, day: '2026-11-24', rule: 'other' }
    const total = { ...next, decisions: 1, credited: '7', credited_automatically: '7' }
    expect(await storage().totals('2026-11-24', '2027-01-01')).toEqual([total])
    expect(await storage().totals('2026-11-25', '2027-01-01')).toEqual([])
  })

  it('a review that a person approves is credited on its own day, not automatically, and is no decision', async () => {
    const result = { outcome: 'approve', rule: 'late', refund: sampleRefund('2.50', 'USD') } as const
    const wishes: readonly EntryWish[] = [
      { at: at('08:00:00'), outcome: 'review', rule: 'late' },
      { at: '2026-11-25T08:00:00.000Z', said: sampleSaid('review_resolved', { result }) },
    ]
    await appendAll(
      storage(),
      makeStream(2, (index) => wishes[index] ?? {}),
    )
    expect(await storage().totals('2026-11-23', '2026-12-01')).toEqual([
      { ...denied, outcome: 'review', rule: 'late', decisions: 1, credited: '0', credited_automatically: '0' },
      { ...key, day: '2026-11-25', rule: 'late', decisions: 0, credited: '2.5', credited_automatically: '0' },
    ])
    expect(await storage().automaticCredits(at('00:00:00'), '2027-01-01T00:00:00.000Z')).toEqual([])
  })

  it('automaticCredits are by currency and quarter of an hour, by the time of the clock', async () => {
    const wishes: readonly EntryWish[] = [
      { at: at('08:14:59'), amount: '1' },
      { at: at('08:15:00'), amount: '2' },
      { at: at('08:29:59'), amount: '0.25' },
      { at: at('08:00:00'), amount: '4', currency: 'EUR' },
    ]
    await appendAll(
      storage(),
      makeStream(4, (index) => wishes[index] ?? {}),
    )
    const eur = { currency: 'EUR', quarter_hour: at('08:00:00'), amount: '4' }
    const early = { currency: 'USD', quarter_hour: at('08:00:00'), amount: '1' }
    const late = { currency: 'USD', quarter_hour: at('08:15:00'), amount: '2.25' }
    expect(await storage().automaticCredits(at('08:00:00'), at('09:00:00'))).toEqual([eur, early, late])
    expect(await storage().automaticCredits(at('08:00:00'), at('08:15:00'))).toEqual([eur, early])
    expect(await storage().automaticCredits(at('08:00:01'), at('09:00:00'))).toEqual([late])
  })

  it('what stands already adds nothing, and what is appended at once adds up as one after the other', async () => {
    const streams = [1, 2, 3].map((account) => makeStream(4, () => ({ account: `account-${account}` })))
    await Promise.all(streams.map((stream) => appendAll(storage(), stream)))
    const rebuilt = await rebuildTotals(storage())
    const [first] = streams.flat()
    if (first !== undefined) expect(await storage().append(sealed(first))).toMatchObject({ appended: false })
    for (const entry of streams.flat()) rebuilt.add(entry)
    expect(await rebuilt.faults()).toEqual([])
    const [total, ...rest] = await storage().totals('2026-11-23', '2026-11-24')
    expect([total?.decisions, rest]).toEqual([12, []])
  })

  it('automaticCreditsSince is exact at any instant, also within a quarter of an hour', async () => {
    const start = Date.parse(at('08:00:00'))
    const moments = Array.from({ length: 30 }, (_, index) => start + index * 217_003)
    await appendAll(
      storage(),
      makeStream(30, (index) => ({ at: new Date(moments[index] ?? 0).toISOString(), amount: `${2 ** index}` })),
    )
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: start - 1000, max: start + 30 * 217_003 }), async (since) => {
        const expected = moments.reduce((sum, moment, index) => sum + (moment >= since ? 2 ** index : 0), 0)
        expect(await storage().automaticCreditsSince('USD', new Date(since).toISOString())).toBe(`${expected}`)
      }),
      { numRuns: 60 },
    )
  })
}
