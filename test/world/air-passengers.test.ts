import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openWorld, type World } from './open-world.ts'

describe('passengers of one booking whose flight is cancelled', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld('air-passengers')
  })
  afterAll(() => world.close())

  /** A booking of 400.00 for two, with 1000 km to fly, told the day before. */
  const ask = (locator: string, number: string | null, choice: string, more: object = {}) =>
    world.rule({
      booking: { locator, contact: `contact-of-${locator}`, paid: '400.00', passengers: 2 },
      passenger: { ...(number === null ? {} : { number }), fare: '200.00', unused_fare: '200.00' },
      flight: {
        status: 'cancelled',
        km: 1000,
        within_eu: true,
        departs_at: '2026-02-20T08:00:00Z',
        told_at: '2026-02-19T08:00:00Z',
        extraordinary: false,
      },
      claim: { kind: 'asked', choice },
      ...more,
    })

  it('each gets compensation, and the ticket on top where the money is chosen later', async () => {
    const waits = { reroute: { earlier_h: '0', later_h: '5' } }
    expect(await ask('l-1', 'p-1', 'another_flight', waits)).toMatchObject({ refund: { amount: '250.00' } })
    expect(await ask('l-1', 'p-1', 'money_back')).toMatchObject({
      refund: { amount: '200.00', entitled: '450.00', already_credited: '250.00' },
      amounts: { ticket_price: '200.00', compensation: '0.00' },
      amounts_total: { ticket_price: '200.00', compensation: '250.00' },
    })
    expect(await ask('l-1', 'p-2', 'money_back')).toMatchObject({ refund: { amount: '450.00' } })
  })

  it('more passengers than were booked get no more than the booking may', async () => {
    for (const number of ['p-1', 'p-2', 'p-3']) await ask('l-2', number, 'money_back')
    expect(await ask('l-2', 'p-4', 'money_back')).toMatchObject({
      refund: { amount: '250.00', capped_from: '450.00' },
    })
    expect(await world.order('l-2')).toMatchObject({ credited: '1600', at_most: '1600' })
  })
})
