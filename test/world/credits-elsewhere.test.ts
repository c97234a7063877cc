import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openPanelOrders, type PanelOrders } from './open-orders.ts'

describe('an order that was refunded by hand', () => {
  let panel: PanelOrders
  beforeAll(async () => {
    panel = await openPanelOrders()
  })
  afterAll(() => panel.close())

  const byHand = (name: string, amount: string, more: object = {}) =>
    panel.post(`/v1/accounts/owner-${name}/adjustments`, {
      amount,
      currency: 'USD',
      order: name,
      reason: 'refunded by support',
      ...more,
    })
  const elsewhere = (name: string, amount: string, more: object = {}) =>
    panel.post(`/v1/orders/${name}/credits`, { amount, currency: 'USD', reference: `button-${name}`, ...more })

  it('an adjustment that names the order counts: the callback of the same cancel pays nothing', async () => {
    await panel.place('o-1')
    expect((await byHand('o-1', '24.00')).status).toBe(201)
    expect(await panel.cancel('o-1')).toMatchObject({ reason_code: 'already_credited', refund: { amount: '0.00000' } })
    expect(await panel.account('o-1')).toMatchObject({ balances: { USD: '24' } })
  })

  it('a part given by hand is taken off', async () => {
    await panel.place('o-2')
    await byHand('o-2', '9.00')
    expect(await panel.cancel('o-2')).toMatchObject({ refund: { amount: '15.00000', already_credited: '9.00000' } })
  })

  it('more than a Partial is due leaves nothing for the Partial, and the rest for a Cancel', async () => {
    await panel.place('o-3')
    await byHand('o-3', '14.00')
    expect(await panel.miss('o-3', 500)).toMatchObject({ reason_code: 'already_credited' })
    expect(await panel.cancel('o-3')).toMatchObject({ refund: { amount: '10.00000' } })
  })

  it('an adjustment that names no order is a gift', async () => {
    await panel.place('o-4')
    await byHand('o-4', '24.00', { order: undefined })
    expect(await panel.cancel('o-4')).toMatchObject({ refund: { amount: '24.00000' } })
    expect(await panel.account('o-4')).toMatchObject({ balances: { USD: '48' } })
  })

  it('what was taken back by hand is due again', async () => {
    await panel.place('o-5')
    await byHand('o-5', '24.00')
    await byHand('o-5', '-24.00')
    expect(await panel.cancel('o-5')).toMatchObject({ refund: { amount: '24.00000' } })
  })

  it('the same by the button of the panel: nothing is paid twice, and no balance moves', async () => {
    await panel.place('o-6')
    expect((await elsewhere('o-6', '24.00')).status).toBe(201)
    expect((await elsewhere('o-6', '24.00')).status).toBe(200)
    expect(await panel.cancel('o-6')).toMatchObject({ reason_code: 'already_credited', refund: { amount: '0.00000' } })
    expect(await panel.account('o-6')).toMatchObject({ balances: {} })
  })

  it('the message says what was paid in all, wherever', async () => {
    await panel.place('o-12')
    await elsewhere('o-12', '9.00')
    await panel.cancel('o-12')
    const { message } = await panel.cancel('o-12')
    expect(message).toBe('Everything that is due for this order was paid before: 24.00000 USD in all.')
  })

  it('a credit that was taken back there is due again, whichever of the two is reported first', async () => {
    const takenBack = { taken_back: true }
    for (const [name, reports] of [
      ['o-7', [{}, takenBack]],
      ['o-8', [takenBack, {}]],
    ] as const) {
      await panel.place(name)
      for (const more of reports) await elsewhere(name, '24.00', more)
      expect(await panel.order(name)).toMatchObject({ credited_elsewhere: '0' })
      expect(await panel.cancel(name)).toMatchObject({ refund: { amount: '24.00000' } })
    }
  })

  it('another amount under the same reference is refused', async () => {
    await panel.place('o-9')
    await elsewhere('o-9', '24.00')
    const { status, problem } = await elsewhere('o-9', '23.00')
    expect([status, problem]).toEqual([409, 'credit_conflict'])
  })

  it('after our own refund it is too much, and a person looks at it', async () => {
    await panel.place('o-10')
    await panel.cancel('o-10')
    const { json } = await elsewhere('o-10', '4.00')
    expect(json).toMatchObject({ credited: '24', credited_elsewhere: '4', recovery: { reason_code: 'recovery' } })
    const reviews = (await panel.pages('/v1/reviews?limit=50')).filter(({ order }) => order === 'o-10')
    expect(reviews).toMatchObject([{ reason_code: 'recovery', overlap: '4', account: 'owner-o-10' }])
  })

  it('the credit before anything else is known of the order names its account', async () => {
    const unnamed = await elsewhere('o-11', '24.00')
    expect([unnamed.status, unnamed.problem]).toEqual([404, 'order_not_found'])
    expect((await elsewhere('o-11', '24.00', { account: 'owner-o-11' })).status).toBe(201)
    await panel.place('o-11')
    expect(await panel.cancel('o-11')).toMatchObject({ reason_code: 'already_credited' })
  })
})
