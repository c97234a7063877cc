import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openWorld, type World } from './open-world.ts'

describe('an order of a courier, of which lines, the tip and the delay are refunded beside each other', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld('courier')
  })
  afterAll(() => world.close())

  /** An order of 58.49 USD: 48.50 of items with a promotion of 10.00, and 4.00 of tax. */
  const ask = (id: string, claim: object, more: { order?: object; line?: object } = {}) =>
    world.rule({
      order: {
        id,
        items: '48.50',
        tax: '4.00',
        delivery: '3.99',
        service: '5.00',
        tip: '7.00',
        promo: '10.00',
        promised: '2026-05-01T18:00:00-05:00',
        delivered_at: '2026-05-01T18:44:54-05:00',
        status: 'delivered',
        ...more.order,
      },
      eater: { id: `eater-of-${id}` },
      claim: { at: '2026-05-01T19:00:00-05:00', ...claim },
      ...(more.line === undefined ? {} : { line: more.line }),
    })
  const missing = (id: string, count: number) =>
    ask(id, { reason: 'missing_item' }, { line: { id: 'l-1', price: '12.99', quantity: 3, missing: count } })

  it('a line bears its share of promotion and tax, and its parts add up to what is paid', async () => {
    expect(await missing('o-1', 1)).toMatchObject({
      part: 'l-1',
      refund: { amount: '3.79' },
      amounts: { goods: '3.43', tax: '0.36' },
    })
    expect(await missing('o-1', 2)).toMatchObject({
      refund: { amount: '3.80', entitled: '7.59' },
      amounts: { goods: '3.45', tax: '0.35' },
      amounts_total: { goods: '6.88', tax: '0.71' },
    })
  })

  it('tip and delay come on top, each once, and a canceled order pays what is left', async () => {
    await missing('o-2', 2)
    expect(await ask('o-2', { reason: 'late' })).toMatchObject({ part: 'late', refund: { amount: '4.50' } })
    expect(await ask('o-2', { reason: 'tip' })).toMatchObject({ part: 'tip', refund: { amount: '7.00' } })
    expect(await ask('o-2', { reason: 'late' })).toMatchObject({ reason_code: 'already_credited' })
    const canceled = { order: { status: 'canceled', canceled_by: 'shop' } }
    expect(await ask('o-2', { reason: 'none' }, canceled)).toMatchObject({
      part: null,
      refund: { amount: '39.40', entitled: '58.49', already_credited: '19.09' },
    })
    expect(await world.order('o-2')).toMatchObject({ credited: '58.49' })
  })
})
