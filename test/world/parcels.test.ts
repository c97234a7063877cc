import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openWorld, type World } from './open-world.ts'

describe('parcels of one order that come back one by one', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld('seed-shop')
  })
  afterAll(() => world.close())

  /** An order of 120.00 NOK. */
  const factsOf = (id: string, parcel: object, more: object = {}) => ({
    order: { id, paid: '120.00', currency: 'NOK', ...more },
    buyer: { id: `buyer-of-${id}` },
    parcel,
  })
  const back = (id: string, number: string, price: string) => world.rule(factsOf(id, { number, price }))
  const whole = (id: string) => world.rule(factsOf(id, {}, { called_off: true }))

  it('each is refunded once, whenever and however often it is reported', async () => {
    expect(await back('o-1', 'p-a', '45')).toMatchObject({ part: 'p-a', refund: { amount: '45.00' } })
    expect(await back('o-1', 'p-a', '45')).toMatchObject({
      reason_code: 'already_credited',
      refund: { amount: '0.00' },
      actions: [],
    })
    expect(await back('o-1', 'p-b', '20')).toMatchObject({
      part: 'p-b',
      refund: { amount: '20.00', already_credited: '0.00' },
      actions: [{ parameters: { parcel: 'p-b' } }],
    })
    expect(await back('o-1', 'p-a', '45')).toMatchObject({ reason_code: 'already_credited' })
    expect(await world.order('o-1')).toMatchObject({ credited: '65' })
  })

  it('reports that arrive at the same moment pay once', async () => {
    const reports = ['p-a', 'p-b', 'p-a', 'p-b', 'p-a'].map((number) => back('o-2', number, '30'))
    const amounts = (await Promise.all(reports)).map(({ refund }) => (refund as { amount: string }).amount)
    expect(amounts.sort()).toEqual(['0.00', '0.00', '0.00', '30.00', '30.00'])
  })

  it('a parcel or an order whose name only looks the same is refused, in the facts and in the path', async () => {
    await back('o-20', 'p-a', '45')
    for (const facts of [factsOf('o-20', { number: 'p-a ', price: '45' }), factsOf('o-20\u200b', { number: 'p-a' })]) {
      const { status, json } = await world.post('/v1/decisions', { policy: 'seed-shop', facts })
      expect([status, json['code']]).toEqual([422, 'invalid_facts'])
    }
    const credit = { policy: 'seed-shop', amount: '5.00', currency: 'NOK', reference: 'r', method: 'card', reason: 'x' }
    const { status, json } = await world.post('/v1/orders/o-20%20/credits', credit)
    expect([status, json['detail']]).toEqual([400, expect.stringContaining('did you mean o-20?')])
  })

  it('all together get no more than the order cost, and the answer says what was taken off', async () => {
    await back('o-3', 'p-a', '100')
    expect(await back('o-3', 'p-b', '35')).toMatchObject({ refund: { amount: '20.00', capped_from: '35.00' } })
    expect(await back('o-3', 'p-c', '5')).toMatchObject({ refund: { amount: '0.00', capped_from: '5.00' } })
    expect(await world.order('o-3')).toMatchObject({ credited: '120', at_most: '120' })
  })

  it('the whole order after a parcel pays the rest', async () => {
    await back('o-4', 'p-a', '45')
    expect(await whole('o-4')).toMatchObject({
      part: null,
      refund: { amount: '75.00', entitled: '120.00', already_credited: '45.00' },
    })
  })

  it('a parcel without its number after one with a number counts that one as paid', async () => {
    await back('o-5', 'p-a', '45')
    expect(await world.rule(factsOf('o-5', { price: '45' }))).toMatchObject({
      part: null,
      reason_code: 'already_credited',
      refund: { amount: '0.00' },
    })
  })

  it('a parcel with a number after something was paid without one waits for a person', async () => {
    await world.rule(factsOf('o-6', { price: '45' }))
    const asked = await back('o-6', 'p-a', '45')
    expect(asked).toMatchObject({
      outcome: 'review',
      reason_code: 'whole_order_credited',
      review: { proposed: '45.00' },
      actions: [],
    })
    const { json } = await world.resolve(asked, { outcome: 'approve' })
    expect(json).toMatchObject({ part: 'p-a', resolution: { amount: '45.00' } })
  })

  it('a review of a parcel offers no more than is left once the whole order was approved', async () => {
    await world.rule(factsOf('o-9', { price: '45' }))
    const ofParcel = await back('o-9', 'p-a', '45')
    const ofWhole = await whole('o-9')
    expect(ofWhole).toMatchObject({ outcome: 'review', reason_code: 'part_waits', review: { proposed: '75.00' } })
    await world.resolve(ofWhole, { outcome: 'approve', amount: '55' })
    const review = `/v1/reviews/${String(ofParcel['id'])}`
    expect((await world.get(review)).json).toMatchObject({ proposed: '20.00' })
    const tooMuch = await world.resolve(ofParcel, { outcome: 'approve', amount: '45' })
    expect(tooMuch.json).toMatchObject({ code: 'refund_too_large', at_most: { amount: '20.00' } })
    expect(await world.order('o-9')).toMatchObject({ credited: '100' })
  })

  it('what one parcel got elsewhere is not taken off another', async () => {
    const body = { policy: 'seed-shop', account: 'buyer-of-o-7', amount: '45.00', currency: 'NOK' }
    await world.post('/v1/orders/o-7/credits', { ...body, part: 'p-a', reference: 'counter-1' })
    expect(await back('o-7', 'p-b', '20')).toMatchObject({ refund: { amount: '20.00' } })
    expect(await back('o-7', 'p-a', '45')).toMatchObject({ reason_code: 'already_credited' })
  })

  it('a parcel that was valued too low gets the difference', async () => {
    await back('o-8', 'p-a', '30')
    expect(await back('o-8', 'p-a', '45')).toMatchObject({ refund: { amount: '15.00', already_credited: '30.00' } })
  })
})
