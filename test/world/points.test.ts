import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openWorld, type World } from './open-world.ts'

/** A box of 90 meals for 900 HUF, of which 300 were paid in stamps. */
const box = (number: string, missing: number, more: object = {}) => ({
  box: { number, price: '900', currency: 'HUF', meals: 90, paid_in_stamps: '300', missing, ...more },
  member: { number: `m-${number}` },
})

describe('an order paid with money and stamps', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld('meal-boxes')
  })
  afterAll(() => world.close())

  const gets = async (facts: object) => {
    const { refund, actions, amounts, amounts_total } = await world.rule(facts)
    const amount = (refund as { amount: string } | null)?.amount
    const stamps = (actions as { parameters: { stamps: string } }[]).map(({ parameters }) => parameters.stamps)
    return { amount, stamps, amounts, amounts_total }
  }

  it('each report gives what is new of both, and all reports together give the whole', async () => {
    const before = { stamps: ['100'], amounts: { stamps_back: '100' }, amounts_total: { stamps_back: '100' } }
    expect(await gets(box('b-1', 30))).toEqual({ amount: '200', ...before })
    const then = { stamps: ['200'], amounts: { stamps_back: '200' }, amounts_total: { stamps_back: '300' } }
    expect(await gets(box('b-1', 90))).toEqual({ amount: '400', ...then })
  })

  it('the message names what is given now, not the total', async () => {
    await world.rule(box('b-2', 30))
    expect((await world.rule(box('b-2', 90)))['message']).toBe('400 HUF and 200 stamps are yours again.')
  })

  it('a repeated report gives nothing, and names what was given before', async () => {
    const first = await world.rule(box('b-3', 30))
    const again = await world.rule(box('b-3', 30))
    expect(again).toMatchObject({ reason_code: 'already_credited', refund: { amount: '0' }, actions: [] })
    expect(again['actions_given_before']).toEqual(first['actions'])
    expect(again['amounts']).toEqual({ stamps_back: '0' })
  })

  it('a late report of an earlier state takes nothing back', async () => {
    await world.rule(box('b-4', 90))
    expect(await gets(box('b-4', 30))).toMatchObject({ amount: '0', stamps: [] })
    expect(await gets(box('b-4', 90))).toMatchObject({ amount: '0', stamps: [] })
  })

  it('steps that do not come out even add up to what was paid', async () => {
    const odd = { meals: 7, price: '100', paid_in_stamps: '30' }
    const steps: unknown[] = []
    for (const missing of [1, 2, 3, 4, 5, 6, 7]) steps.push(await gets(box('b-5', missing, odd)))
    const sum = (numbers: readonly unknown[]) => numbers.reduce<number>((total, number) => total + Number(number), 0)
    expect(sum(steps.map((step) => (step as { amount: string }).amount))).toBe(70)
    expect(sum(steps.flatMap((step) => (step as { stamps: string[] }).stamps))).toBe(30)
  })

  it('an order paid with stamps alone gives stamps and no money, once', async () => {
    const stampsOnly = { price: '300' }
    const first = await world.rule(box('b-6', 30, stampsOnly))
    expect(first).toMatchObject({ outcome: 'approve', rule: 'missing-meals-for-stamps', refund: null })
    expect(first['actions']).toMatchObject([{ name: 'give_stamps', parameters: { stamps: '100' } }])
    const again = await world.rule(box('b-6', 30, stampsOnly))
    expect(again).toMatchObject({ outcome: 'approve', refund: null, actions: [] })
    expect(again['actions_given_before']).toEqual(first['actions'])
  })

  it('where the share of the money is rounded to nothing, the stamps come with the first unit of money', async () => {
    const cheap = { price: '310' }
    expect(await world.rule(box('b-10', 6, cheap))).toMatchObject({ outcome: 'deny', reason_code: 'nothing_to_refund' })
    expect(await gets(box('b-10', 9, cheap))).toMatchObject({ amount: '1', stamps: ['30'] })
  })

  it('stamps are still due where the money was given back elsewhere', async () => {
    const credit = { policy: 'meal-boxes', account: 'm-b-8', amount: '600', currency: 'HUF', reference: 'till-4' }
    await world.post('/v1/orders/b-8/credits', credit)
    expect(await gets(box('b-8', 90))).toMatchObject({ amount: '0', stamps: ['300'] })
  })

  it('stamps that grow while the money does not are given', async () => {
    const cheap = { price: '310' }
    expect(await gets(box('b-9', 9, cheap))).toMatchObject({ amount: '1', stamps: ['30'] })
    expect(await gets(box('b-9', 12, cheap))).toMatchObject({ amount: '0', stamps: ['10'] })
  })

  it('above the limit both wait for the person who approves them', async () => {
    const large = { price: '90000', paid_in_stamps: '30000' }
    const asked = await world.rule(box('b-7', 45, large))
    expect(asked).toMatchObject({ outcome: 'review', reason_code: 'over_limit', actions: [] })
    const { status, json } = await world.resolve(asked, { outcome: 'approve' })
    expect(status).toBe(200)
    expect(json['resolution']).toMatchObject({
      amount: '30000',
      actions: [{ name: 'give_stamps', parameters: { stamps: '15000' } }],
    })
  })
})
