import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openWorld, type World } from './open-world.ts'

describe('amounts that people type', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld('language-courses')
  })
  afterAll(() => world.close())

  const ended = (number: string, fee = '26000', currency = 'KRW') =>
    world.rule({ course: { number, fee, currency }, pupil: { number: `pupil-of-${number}` } })
  const adjusted = async (amount: string, currency: string, more: object = {}) => {
    const body = { amount, currency, reason: 'rounding', ...more }
    const { status, problem } = await world.post('/v1/accounts/pupil-1/adjustments', body)
    return [status, problem]
  }

  it.each(['12999.5', '0.1'])('a reviewer cannot approve %s won, and can approve 12999', async (amount) => {
    const asked = await ended(`c-${amount}`)
    const refused = await world.resolve(asked, { outcome: 'approve', amount })
    expect([refused.status, refused.problem]).toEqual([400, 'invalid_request'])
    expect(refused.json['detail']).toContain('0 decimals')
    const { json } = await world.resolve(asked, { outcome: 'approve', amount: '12999.00' })
    expect(json['resolution']).toMatchObject({ amount: '12999' })
  })

  it('an adjustment has the decimals of its currency at most', async () => {
    expect(await adjusted('0.5', 'KRW')).toEqual([400, 'invalid_request'])
    expect(await adjusted('-0.5', 'KRW')).toEqual([400, 'invalid_request'])
    expect(await adjusted('0.005', 'EUR')).toEqual([400, 'invalid_request'])
    expect(await adjusted('5', 'KRW')).toEqual([201, undefined])
    expect(await adjusted('0.05', 'EUR')).toEqual([201, undefined])
  })

  it('a currency for which one policy has more decimals has them where no order says which policy counts', async () => {
    expect(await adjusted('0.00001', 'USD')).toEqual([201, undefined])
    expect(await adjusted('0.000001', 'USD')).toEqual([400, 'invalid_request'])
    const order = { order: 'c-usd', policy: 'language-courses' }
    expect(await adjusted('0.00001', 'USD', order)).toEqual([400, 'invalid_request'])
    expect(await adjusted('0.01', 'USD', order)).toEqual([201, undefined])
  })

  it('the rest of a charge that is finer than its currency can be approved to the last decimal', async () => {
    const asked = await ended('c-fine', '100.125', 'EUR')
    const { status, json } = await world.resolve(asked, { outcome: 'approve', amount: '100.125' })
    expect([status, json['resolution']]).toMatchObject([200, { amount: '100.125' }])
  })

  it('what a lost dispute took is stated in the decimals of its currency', async () => {
    await world.put('/v1/orders/c-stated', {
      policy: 'language-courses',
      facts: { course: { number: 'c-stated', fee: '500', currency: 'KRW' }, pupil: { number: 'pupil-2' } },
    })
    const notice = { account: 'pupil-2', payment_reference: 'pay-1', order: 'c-stated', policy: 'language-courses' }
    const stated = { amount: '0.40', currency: 'USD', opened_at: '2026-02-20T10:00:00Z' }
    const dispute = await world.post('/v1/disputes', { ...notice, ...stated })
    const close = (charged_back: string) =>
      world.post(`/v1/disputes/${String(dispute.json['id'])}/outcome`, { outcome: 'lost', charged_back })
    expect((await close('499.5')).status).toBe(400)
    expect((await close('499')).json).toMatchObject({ status: 'lost', charged_back: '499' })
  })
})
