import { describe, expect, it } from '@jest/globals'
import type { Order } from '../../src/orders/orders.ts'
import { problemOf } from '../journal/problem-of.ts'
import { policyText, withFacts } from '../policy/parse/policy-text.ts'
import { type Ledger, openLedger } from './open-ledger.ts'

function correct({ orders }: Ledger, order: object): Promise<Order> {
  return orders.correct({ policy: 'shop', order: 'o-1', facts: { order }, reason: 'a typing error', author: 'ann' })
}

describe('a correction', () => {
  it('never lowers the most that the order may get below what was credited here, defaults counted in', async () => {
    const ledger = await openLedger(
      policyText({
        head: 'name: shop\ntitle: Shop\nrefund_methods: [card]\n',
        ...withFacts('  order.postage: { type: decimal, from: order, default: "5" }\n'),
        subject:
          'subject: { order: order.id, account: account.id, charge: order.charge, cap: order.charge + order.postage, currency: order.currency }\n',
      }),
    )
    await ledger.register()
    await ledger.approve('30')
    await ledger.elsewhere({ amount: '8' })
    expect((await problemOf(correct(ledger, { charge: '24.99' }))).code).toBe('correction_refused')
    expect(await correct(ledger, { charge: '25' })).toMatchObject({ at_most: '30', credited: '30' })
    expect((await problemOf(correct(ledger, { postage: '4' }))).code).toBe('correction_refused')
  })

  it('that leaves less than the order got altogether makes a review of it, and one that mends that ends it', async () => {
    const ledger = await openLedger()
    await ledger.register()
    await ledger.approve('20')
    await ledger.elsewhere({ amount: '10' })
    expect((await correct(ledger, { charge: '25' })).recovery).toMatchObject({ reason_code: 'recovery' })
    expect((await correct(ledger, { charge: '30' })).recovery).toBeNull()
  })

  it('that raises it is taken, also where the order got more', async () => {
    const ledger = await openLedger()
    await ledger.register()
    await ledger.approve('40')
    await ledger.accounts.adjust({
      account: 'a-1',
      amount: '10',
      currency: 'EUR',
      order: { policy: 'shop', id: 'o-1', part: null },
      reason: 'goodwill',
      idempotencyKey: null,
      author: 'ann',
    })
    expect(await correct(ledger, { charge: '45' })).toMatchObject({ at_most: '45', credited: '50' })
  })

  it('mends the currency only before the order got anything, here or elsewhere', async () => {
    const ledger = await openLedger()
    await ledger.register()
    await ledger.elsewhere()
    expect((await problemOf(correct(ledger, { currency: 'USD' }))).code).toBe('correction_refused')
    await ledger.elsewhere({ taken_back: true })
    expect((await correct(ledger, { currency: 'USD' })).currency).toBe('USD')
    await ledger.approve('1', 'USD')
    expect((await problemOf(correct(ledger, { currency: 'EUR' }))).code).toBe('correction_refused')
  })

  it('is of the order of its policy: the same id elsewhere stays as it is', async () => {
    const ledger = await openLedger()
    await ledger.register()
    const elsewhere = { policy: 'other', order: 'o-1', facts: { order: { charge: '1' } }, reason: 'x', author: 'ann' }
    await ledger.publish(policyText({ head: 'name: other\ntitle: Other\nrefund_methods: [card]\n' }), 'other')
    expect((await problemOf(ledger.orders.correct(elsewhere))).code).toBe('order_not_found')
    expect((await ledger.order()).at_most).toBe('40')
  })
})
