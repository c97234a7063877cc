import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openWorld, type World } from './open-world.ts'

describe('a charge that counts a fact left at its default', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld('guided-tours')
  })
  afterAll(() => world.close())

  /** A tour of 64.00 EUR, above what is refunded without a person. */
  const tour = (number: string, more: object = {}) => ({
    tour: { number, price: '64.00', currency: 'EUR', ...more },
    guest: { number: `guest-of-${number}` },
  })

  it.each([
    { number: 't-1', said: {}, amount: '64.00' },
    { number: 't-2', said: { entrance: '0' }, amount: '64.00' },
    { number: 't-3', said: { entrance: '11.50' }, amount: '75.50' },
  ])('is known to the reviewer as it was to the decision: $said', async ({ number, said, amount }) => {
    const asked = await world.rule(tour(number, said))
    expect(asked).toMatchObject({ reason_code: 'over_limit', review: { proposed: amount } })
    const { status, json } = await world.resolve(asked, { outcome: 'approve' })
    expect([status, json['resolution']]).toMatchObject([200, { amount }])
  })

  it('is the most that the order may get', async () => {
    await world.put('/v1/orders/t-4', { policy: 'guided-tours', facts: tour('t-4') })
    expect(await world.order('t-4')).toMatchObject({ at_most: '64', currency: 'EUR' })
  })

  it('bounds what a person may approve', async () => {
    const asked = await world.rule(tour('t-5'))
    const { status, problem, json } = await world.resolve(asked, { outcome: 'approve', amount: '64.01' })
    expect([status, problem]).toEqual([409, 'refund_too_large'])
    expect(json).toMatchObject({ at_most: { amount: '64.00', currency: 'EUR' } })
  })

  it('grows where the fact is told while the review waits', async () => {
    const asked = await world.rule(tour('t-6'))
    expect(await world.rule(tour('t-6', { entrance: '11.50' }))).toMatchObject({
      outcome: 'review',
      review: { id: asked['id'], proposed: '75.50' },
    })
    const { json } = await world.resolve(asked, { outcome: 'approve' })
    expect(json['resolution']).toMatchObject({ amount: '75.50' })
  })

  it('bounds goodwill and credits elsewhere alike: more is a case for a person', async () => {
    await world.rule(tour('t-7'))
    const body = { policy: 'guided-tours', amount: '64.01', currency: 'EUR', reference: 'desk-1' }
    const { status, json } = await world.post('/v1/orders/t-7/credits', body)
    expect([status, json['recovery']]).toMatchObject([201, { reason_code: 'recovery' }])
  })
})
