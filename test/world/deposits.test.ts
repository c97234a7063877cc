import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openWorld, type World } from './open-world.ts'

describe('a deposit that bears interest', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld('deposits')
  })
  afterAll(() => world.close())

  const report = (number: string, more: object) =>
    world.rule({
      deposit: { number, paid: '200.00', paid_on: '2024-11-30' },
      customer: { number: `customer-of-${number}` },
      ...more,
    })
  const asked = { request: { kind: 'asked', on: '2025-11-30' } }

  it('comes back once with the interest until then; what time adds afterwards is not paid', async () => {
    expect(await report('d-1', {})).toMatchObject({ outcome: 'deny', rule: 'not-asked' })
    expect(await report('d-1', asked)).toMatchObject({ refund: { amount: '208.37', method: 'bill_credit' } })
    expect(await report('d-1', asked)).toMatchObject({ outcome: 'deny', rule: 'given-back' })
    expect(await report('d-1', { contract: { ended_on: '2026-01-10' } })).toMatchObject({ rule: 'given-back' })
    expect(await world.order('d-1')).toMatchObject({ credited: '208.37', at_most: '400' })
  })
})
