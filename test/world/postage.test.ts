import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openWorld, policyText, type World } from './open-world.ts'

/** A lamp for 32.50 EUR. */
const lamp = (id: string, postage?: string) => ({
  order: { id, paid: '32.50', currency: 'EUR' },
  buyer: { id: `buyer-of-${id}` },
  ...(postage === undefined ? {} : { parcel_back: { postage } }),
})

describe('postage on top of the price', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld('lamp-shop')
  })
  afterAll(() => world.close())

  it('goes back with the price where the cap allows it', async () => {
    const decided = await world.rule(lamp('o-1', '6.20'))
    expect(decided).toMatchObject({ refund: { amount: '38.70' } })
    expect(decided['refund']).not.toHaveProperty('capped_from')
    expect(await world.order('o-1')).toMatchObject({ credited: '38.7', at_most: '38.7' })
  })

  it('is added when it is told later, once', async () => {
    expect(await world.rule(lamp('o-2'))).toMatchObject({ refund: { amount: '32.50' } })
    expect(await world.rule(lamp('o-2', '6.20'))).toMatchObject({
      refund: { amount: '6.20', already_credited: '32.50' },
    })
    expect(await world.rule(lamp('o-2', '6.20'))).toMatchObject({ reason_code: 'already_credited' })
  })

  it('counts as it was told first', async () => {
    await world.rule(lamp('o-3', '6.20'))
    expect(await world.rule(lamp('o-3', '9.90'))).toMatchObject({
      refund: { amount: '0.00' },
      ignored_facts: [{ fact: 'parcel_back.postage', given: '9.9', used: '6.2' }],
    })
  })

  it('what the price got elsewhere is taken off, the postage stays', async () => {
    const body = { policy: 'lamp-shop', account: 'buyer-of-o-4', amount: '32.50', currency: 'EUR', reference: 'till-9' }
    await world.post('/v1/orders/o-4/credits', body)
    expect(await world.rule(lamp('o-4', '6.20'))).toMatchObject({ refund: { amount: '6.20' } })
  })
})

describe('postage where the policy allows the price at most', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld('lamp-shop', policyText('lamp-shop').replace(/^ {2}cap:.*\n/m, ''))
  })
  afterAll(() => world.close())

  it('the answer says what the refund would have been', async () => {
    expect(await world.rule(lamp('o-1', '6.20'))).toMatchObject({ refund: { amount: '32.50', capped_from: '38.70' } })
  })

  it('goodwill by hand goes above it, and makes a review of what is too much', async () => {
    await world.rule(lamp('o-2', '6.20'))
    const body = { amount: '6.20', currency: 'EUR', order: 'o-2', policy: 'lamp-shop', reason: 'postage, as goodwill' }
    expect((await world.post('/v1/accounts/buyer-of-o-2/adjustments', body)).status).toBe(201)
    expect(await world.order('o-2')).toMatchObject({ credited: '38.7', recovery: { reason_code: 'recovery' } })
  })
})
