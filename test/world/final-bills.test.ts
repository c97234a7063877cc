import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openWorld, type World } from './open-world.ts'

describe('the last bill of an electricity customer, whose meter is read once more', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld('final-bills')
  })
  afterAll(() => world.close())

  /** 700.00 GBP were paid for 181 days; billed 43 days after the end, a day too late. */
  const bill = (kwh: number, estimated = false) =>
    world.rule({
      account: { number: 'n-1', paid: '700.00' },
      customer: { id: 'c-1' },
      supply: { from: '2025-01-01', to: '2025-07-01', kwh, estimated },
      tariff: { unit_price: '0.2822', high_price: '0.31', standing: '0.5234' },
      event: { kind: 'final_bill', billed: '2025-08-13' },
    })

  it('an estimate is refused until the meter was read, which pays by itself', async () => {
    expect(await bill(1500, true)).toMatchObject({ outcome: 'deny', label: 'estimate' })
    expect(await bill(1500)).toMatchObject({
      refund: { amount: '171.47' },
      amounts: { usage: '141.47', late_bill: '30.00' },
    })
  })

  it('a correction pays the difference, of usage alone; one the other way takes nothing back', async () => {
    expect(await bill(1400)).toMatchObject({
      refund: { amount: '32.55', entitled: '204.02' },
      amounts: { usage: '32.55', late_bill: '0.00' },
      amounts_total: { usage: '174.02', late_bill: '30.00' },
    })
    expect(await bill(1600)).toMatchObject({ reason_code: 'already_credited', refund: { amount: '0.00' } })
    expect(await world.order('n-1')).toMatchObject({ credited: '204.02', at_most: '760' })
  })
})
