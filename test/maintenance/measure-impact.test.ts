import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import type { Impact } from '../../src/decisions/impact.ts'
import type { ReplaySelection } from '../../src/decisions/replay-selection.ts'
import { measureImpact } from '../../src/maintenance/measure-impact.ts'
import { Rational } from '../../src/money/rational.ts'
import { unpublishedVersion } from '../../src/policy/versions/unpublished-version.ts'
import { createWorkbench } from '../../src/workbench.ts'
import { run } from '../../src/workers/replay-thread.ts'
import { type OpenDecisions, openDecisions } from '../decisions/open-decisions.ts'
import { seed } from '../fixed-seed.ts'
import { type Returned, returnFacts, returnsPolicy } from './returns-policy.ts'

const everybody: ReplaySelection = { account: null, sample: null }

async function impactOf(
  { storage: store }: OpenDecisions,
  text: string,
  asked: {
    readonly only?: ReplaySelection
    readonly top?: number
    readonly from?: string
    readonly stop?: AbortSignal
  } = {},
): Promise<Impact> {
  const { only = everybody, top = 3, stop, ...period } = asked
  const here = { width: 1, run }
  const deps = {
    store,
    here,
    threads: () => here,
    onProgress: () => undefined,
    ...(stop === undefined ? {} : { stop }),
  }
  const by = unpublishedVersion('returns', text, { now: () => 0 })
  return measureImpact(deps, { policy: 'returns', by, only, top, ...period })
}

async function returnsOf(returned: readonly Returned[]): Promise<OpenDecisions> {
  const open = await openDecisions([returnsPolicy(14)])
  for (const one of returned) {
    await open.ask(returnFacts(one))
    open.clock.advance(3_600_000)
  }
  return open
}

/** Orders by different customers, each reported once. */
function someReturns(count: number): readonly Returned[] {
  const cents = fc
    .integer({ min: 0, max: 49_999 })
    .map((value) => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`)
  const one = fc.record({
    account: fc.integer({ min: 0, max: 39 }).map((number) => `a-${number}`),
    days: fc.integer({ min: 0, max: 39 }),
    charge: cents,
    currency: fc.constantFrom('EUR', 'USD'),
  })
  return fc.sample(one, { numRuns: count, seed }).map((returned, index) => ({ order: `o-${index}`, ...returned }))
}

describe('the impact of a text on recorded decisions', () => {
  it('is nothing where the text is the one that decided, or says the same in other words', async () => {
    const open = await returnsOf(someReturns(30))
    for (const text of [returnsPolicy(14), returnsPolicy(14).replace('You get', 'We pay you')]) {
      const impact = await impactOf(open, text)
      expect(impact).toMatchObject({ decisions: 30, unchanged: 30, flips: 0, flip_share: 0, moves: [], largest: [] })
      expect(impact.credits.map(({ extra, extra_per_day }) => [extra, extra_per_day])).toEqual([
        ['0', '0'],
        ['0', '0'],
      ])
    }
  })

  it('has exactly the flips, and the money, that deciding each by itself finds when one threshold changes', async () => {
    const returned = someReturns(120)
    const open = await returnsOf(returned)
    const trialOf = (text: string) => createWorkbench().load(text, open.clock).trial
    const [before, after] = [trialOf(returnsPolicy(14)), trialOf(returnsPolicy(21))]
    const flipped = new Map<string, Rational>()
    for (const one of returned) {
      const [was, is] = [await before?.decide(returnFacts(one)), await after?.decide(returnFacts(one))]
      const change = Rational.of(is?.refund?.amount ?? '0').minus(Rational.of(was?.refund?.amount ?? '0'))
      if (was?.rule !== is?.rule) flipped.set(one.order, change)
    }
    const impact = await impactOf(open, returnsPolicy(21), { top: 200 })
    expect(flipped.size).toBeGreaterThan(5)
    expect(impact).toMatchObject({ decisions: 120, flips: flipped.size, unchanged: 120 - flipped.size })
    expect(impact.flip_share).toBeCloseTo(flipped.size / 120)
    const moved = impact.moves.reduce((sum, { decisions }) => sum + decisions, 0)
    expect(moved).toBe(flipped.size)
    const paid = [...flipped].filter(([, change]) => change.sign() > 0)
    expect(new Map(impact.largest.map(({ order, extra }) => [order, Rational.of(extra).toDecimal()]))).toEqual(
      new Map(paid.map(([order, change]) => [order, change.toDecimal()])),
    )
    const total = paid.reduce((sum, [, change]) => sum.plus(change), Rational.zero)
    const found = impact.credits.reduce((sum, { extra }) => sum.plus(Rational.of(extra)), Rational.zero)
    expect(found.toDecimal()).toBe(total.toDecimal())
  })

  it('equals what is counted by hand: in all, a day, by clause and rule, and the largest changes first', async () => {
    const open = await returnsOf([
      { order: 'o-1', account: 'a-1', days: 10, charge: '100.00', currency: 'EUR' },
      { order: 'o-2', account: 'a-1', days: 16, charge: '50.00', currency: 'EUR' },
      { order: 'o-3', account: 'a-2', days: 20, charge: '10.10', currency: 'USD' },
    ])
    open.clock.advance(24 * 3_600_000)
    await open.ask(returnFacts({ order: 'o-4', account: 'a-3', days: 18, charge: '80.00', currency: 'EUR' }))
    await open.ask(returnFacts({ order: 'o-5', account: 'a-3', days: 30, charge: '900.00', currency: 'EUR' }))
    const impact = await impactOf(open, returnsPolicy(20), { top: 1 })
    expect(impact).toMatchObject({ decisions: 5, flips: 3, unchanged: 2, flip_share: 0.6, days: 2 })
    expect(impact.credits).toEqual([
      { currency: 'EUR', before: '90', after: '207', extra: '117', extra_per_day: '58.5' },
      { currency: 'USD', before: '0', after: '9.09', extra: '9.09', extra_per_day: '4.55' },
    ])
    expect(impact.moves).toEqual([
      {
        section: 'refunds',
        before: { outcome: 'deny', rule: null, reason_code: 'not_refundable' },
        after: { outcome: 'approve', rule: 'in-time', reason_code: 'in_time' },
        decisions: 3,
        credits: [
          { currency: 'EUR', before: '0', after: '117', extra: '117' },
          { currency: 'USD', before: '0', after: '9.09', extra: '9.09' },
        ],
      },
    ])
    expect(impact.clauses.map(({ name, currency, extra }) => [name, currency, extra])).toEqual([
      ['1', 'EUR', '117'],
      ['1', 'USD', '9.09'],
    ])
    expect(impact.rules.map(({ name, extra }) => [name, extra])).toEqual([
      ['in-time', '117'],
      ['in-time', '9.09'],
    ])
    expect(impact.largest.map(({ order, extra, currency }) => [order, extra, currency])).toEqual([
      ['o-4', '72', 'EUR'],
      ['o-3', '9.09', 'USD'],
    ])
    const back = await impactOf(open, returnsPolicy(5))
    expect(back.credits).toEqual([{ currency: 'EUR', before: '90', after: '0', extra: '-90', extra_per_day: '-45' }])
  })

  it('counts what an order gets once, however often it is reported', async () => {
    const late = { order: 'o-1', account: 'a-1', days: 16, charge: '100.00', currency: 'EUR' }
    const open = await returnsOf([late, late, { ...late, days: 17 }, { ...late, order: 'o-2', days: 3 }])
    const impact = await impactOf(open, returnsPolicy(16))
    // Reported twice in time and once too late: 90 for o-1, and 90 for o-2 as before.
    expect(impact).toMatchObject({ flips: 2, credits: [{ before: '90', after: '180', extra: '90' }] })
    const twice = await returnsOf([
      { ...late, days: 3 },
      { ...late, days: 3 },
      { ...late, days: 3 },
    ])
    const more = await impactOf(twice, returnsPolicy(14).replace('percent(order.charge, 90)', 'order.charge'))
    expect(more).toMatchObject({ credits: [{ before: '90', after: '100', extra: '10' }], orders_followed: true })
    const less = await impactOf(twice, returnsPolicy(14).replace('charge, 90)', 'charge, 50)'))
    expect(less).toMatchObject({ credits: [{ before: '90', after: '50', extra: '-40' }] })
    const sooner = await returnsOf([late, { ...late, days: 3 }])
    expect(await impactOf(sooner, returnsPolicy(20))).toMatchObject({
      flips: 1,
      credits: [{ before: '90', after: '90' }],
    })
  })

  it('is that of an account, of a period, or of the same share of accounts for the same seed', async () => {
    const open = await returnsOf(someReturns(80))
    const ofAccounts = async (only: ReplaySelection): Promise<Impact> => impactOf(open, returnsPolicy(30), { only })
    const decided = (await open.storage.decisions({}, 100, null)).items
    const ofOne = await ofAccounts({ account: 'a-7', sample: null })
    expect(ofOne.decisions).toBe(decided.filter(({ account }) => account === 'a-7').length)
    const half = await ofAccounts({ account: null, sample: { share: 0.5, seed: 1 } })
    expect(half).toEqual(await ofAccounts({ account: null, sample: { share: 0.5, seed: 1 } }))
    expect(half.decisions).not.toBe((await ofAccounts({ account: null, sample: { share: 0.5, seed: 2 } })).decisions)
    expect(half.decisions).toBeGreaterThan(10)
    expect(half.decisions).toBeLessThan(70)
    const late = await impactOf(open, returnsPolicy(30), { from: '2026-03-02T12:00:00.000Z' })
    expect(late.decisions).toBe(56)
  })

  it('says what could not be decided again, and why', async () => {
    const open = await returnsOf(someReturns(3))
    const asking = returnsPolicy(14)
      .replace('facts:', 'facts:\n  order.colour: { type: string }')
      .replace('order.days <=', "order.colour == 'red' and order.days <=")
    const impact = await impactOf(open, asking)
    expect(impact).toMatchObject({ decisions: 3, unchanged: 0, flips: 0, flip_share: 0, credits: [] })
    expect(impact.not_replayed).toMatchObject({ erased: 0, problems: { invalid_facts: 3 } })
    expect(impact.not_replayed.faults[0]).toMatchObject({ message: 'order.colour is required and was not given.' })
  })

  it('ends where it is told to', async () => {
    const open = await returnsOf(someReturns(3))
    const stop = AbortSignal.abort(new Error('enough'))
    await expect(impactOf(open, returnsPolicy(20), { stop })).rejects.toThrow('enough')
  })
})
