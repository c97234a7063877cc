import { describe, expect, it } from '@jest/globals'
import { initialOrderState, type OrderState, type WaitingReview } from '../../src/journal/model/state.ts'
import { orderMoney } from '../../src/orders/order-money.ts'
import { type Gain, overlapAfter } from '../../src/orders/overlap-of.ts'
import { createMemoryStorage } from '../../src/storage/memory/memory-storage.ts'
import { createKnownPolicies, publishUnchecked } from '../journal/known-policies.ts'
import { shop } from './open-ledger.ts'

const noon = Date.parse('2026-03-01T12:00:00Z')

/** What comes of a gain by an order of 40 EUR. */
async function overlap(
  state: Partial<OrderState>,
  gained: Gain['gained'],
  facts: Record<string, string> = { 'order.charge': '40.00', 'order.currency': 'EUR' },
): Promise<ReturnType<typeof overlapAfter>> {
  const storage = createMemoryStorage()
  await publishUnchecked(storage, 'shop', shop)
  const money = orderMoney(await createKnownPolicies(storage).active('shop'), facts)
  return overlapAfter({ money, state: { ...initialOrderState, ...state }, gained, now: noon })
}

const waiting: WaitingReview = {
  id: 'e-1',
  asked_by: null,
  sequence: 1,
  reason_code: 'recovery',
  rule: null,
  held: true,
  level: 'clerk',
  target_by: '2026-03-02T12:00:00.000Z',
  due_by: '2026-03-04T12:00:00.000Z',
  escalated_at: null,
}

describe('what an order got more than it may', () => {
  it('is all that it got, here, elsewhere and charged back, less the cap: and a person looks at it', async () => {
    expect(await overlap({ credited: '20', elsewhere: '15' }, { charged_back: '7.5' })).toEqual({
      amount: '2.5',
      review: { level: 'clerk', target_by: '2026-03-02T12:00:00.000Z', due_by: '2026-03-04T12:00:00.000Z' },
    })
  })

  it('goes to the level that its amount calls for', async () => {
    expect((await overlap({}, { elsewhere: '90' }))?.review?.level).toBe('clerk')
    expect((await overlap({}, { elsewhere: '90.01' }))?.review?.level).toBe('manager')
  })

  it('is none below one unit of the currency', async () => {
    expect(await overlap({ credited: '40' }, { elsewhere: '0.0099' })).toEqual({ amount: '0', review: null })
    expect((await overlap({ credited: '40' }, { elsewhere: '0.01' }))?.amount).toBe('0.01')
  })

  it('begins no second review, and none for what a person settled', async () => {
    expect(await overlap({ credited: '45', recovery: waiting }, { elsewhere: '1' })).toEqual({
      amount: '6',
      review: null,
    })
    expect(await overlap({ credited: '45', settled_overlap: '6' }, { elsewhere: '1' })).toEqual({
      amount: '6',
      review: null,
    })
    expect((await overlap({ credited: '45', settled_overlap: '6' }, { elsewhere: '1.0099' }))?.review).toBeNull()
    expect((await overlap({ credited: '45', settled_overlap: '6' }, { elsewhere: '1.01' }))?.review).not.toBeNull()
  })

  it('is gone when something was taken back', async () => {
    expect(await overlap({ elsewhere: '45', recovery: waiting }, { elsewhere: '-5' })).toEqual({
      amount: '0',
      review: null,
    })
  })

  it('is not known where cap or currency are not', async () => {
    expect(await overlap({}, { elsewhere: '90' }, { 'order.currency': 'EUR' })).toBeNull()
    expect(await overlap({}, { elsewhere: '90' }, { 'order.charge': '40' })).toBeNull()
  })

  it('is counted in the currency that was said of the order where its facts name none', async () => {
    expect((await overlap({ currency: 'EUR' }, { elsewhere: '40.009' }, { 'order.charge': '40' }))?.amount).toBe('0')
    expect((await overlap({ currency: 'EUR' }, { elsewhere: '40.01' }, { 'order.charge': '40' }))?.amount).toBe('0.01')
  })
})
