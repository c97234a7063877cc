import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openWorld, type World } from './open-world.ts'

describe('fees of an exchange, in currencies of no, six, eight and eighteen decimals', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld('exchange-fees')
  })
  afterAll(() => world.close())

  const claim = (trader: string, fee: object, reason: string, more: object = {}) =>
    world.rule({ fee, trader: { id: trader }, claim: { reason }, ...more })
  const failed = (trader: string, id: string, amount: string, currency = 'USDT') =>
    claim(trader, { id, amount, currency, kind: 'withdrawal' }, 'failed_withdrawal', {
      withdrawal: { status: 'failed' },
    })
  const down = (trader: string, id: string, amount: string) =>
    claim(trader, { id, amount, currency: 'JPY', kind: 'conversion' }, 'outage', { outage: { minutes: 15 } })

  it('what was charged above the rate goes back, cut to the decimals of its currency', async () => {
    const bitcoin = { id: 'f-1', amount: '0.00185185', currency: 'BTC', kind: 'trade' }
    const taken = { trade: { role: 'taker', volume: '1.23456789', volume_30d: '1000000' } }
    expect(await claim('t-1', bitcoin, 'wrong_tier', taken)).toMatchObject({ refund: { amount: '0.00086419' } })
    expect(await claim('t-1', bitcoin, 'wrong_tier', taken)).toMatchObject({
      reason_code: 'already_credited',
      refund: { amount: '0.00000000' },
    })
    const ether = { id: 'f-2', amount: '0.003300000000000000100', currency: 'ETH', kind: 'trade' }
    const made = { trade: { role: 'maker', volume: '3.3', volume_30d: '20000000' } }
    expect(await claim('t-1', ether, 'wrong_tier', made)).toMatchObject({ refund: { amount: '0.002640000000000000' } })
  })

  it('for an outage two fees in twelve months, and these may be reported again', async () => {
    expect(await down('t-2', 'f-3', '1001')).toMatchObject({ refund: { amount: '500' } })
    expect(await down('t-2', 'f-4', '2000')).toMatchObject({ refund: { amount: '1000' } })
    expect(await down('t-2', 'f-5', '300')).toMatchObject({ outcome: 'deny', rule: 'outage-often' })
    expect(await down('t-2', 'f-3', '1001')).toMatchObject({ reason_code: 'already_credited' })
  })

  it('limits hold in each currency by itself, and the level is that of the currency', async () => {
    expect(await failed('t-3', 'f-6', '450')).toMatchObject({ outcome: 'approve', refund: { amount: '450.000000' } })
    expect(await failed('t-3', 'f-7', '400')).toMatchObject({ reason_code: 'over_limit', review: { level: 'desk' } })
    expect(await failed('t-3', 'f-8', '74000', 'JPY')).toMatchObject({ refund: { amount: '74000' } })
    expect(await failed('t-3', 'f-9', '1000.000001')).toMatchObject({
      reason_code: 'over_limit',
      review: { level: 'risk', proposed: '1000.000001' },
    })
    expect(await failed('t-3', 'f-10', '1.000000000000000001', 'ETH')).toMatchObject({
      reason_code: 'over_limit',
      review: { level: 'desk', proposed: '1.000000000000000001' },
    })
  })

  it('a dispute suspends, which its withdrawal takes back and its loss makes final', async () => {
    await failed('t-4', 'f-11', '2')
    const open = async (order: string) => {
      const { json } = await world.post('/v1/disputes', {
        policy: 'exchange-fees',
        account: 't-4',
        order,
        payment_reference: `pay-${order}`,
        amount: '2',
        currency: 'USDT',
        opened_at: '2026-02-20T09:00:00Z',
      })
      return `/v1/disputes/${String(json['id'])}/outcome`
    }
    const first = await open('f-11')
    expect(await failed('t-4', 'f-12', '3')).toMatchObject({ outcome: 'deny', rule: 'suspended' })
    await world.post(first, { outcome: 'withdrawn' })
    expect(await failed('t-4', 'f-13', '3')).toMatchObject({ outcome: 'approve', refund: { amount: '3.000000' } })
    await world.post(await open('f-13'), { outcome: 'lost' })
    expect(await failed('t-4', 'f-14', '3')).toMatchObject({ outcome: 'deny', rule: 'suspended' })
    expect((await world.get('/v1/accounts/t-4')).json).toMatchObject({ standing: 'terminated' })
  })
})
