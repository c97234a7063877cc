import { describe, expect, it } from '@jest/globals'
import type { ChargeAddition } from '../../src/orders/added-charge.ts'
import { problemOf } from '../journal/problem-of.ts'
import { policyText, withFacts } from '../policy/parse/policy-text.ts'
import { type Ledger, openLedger, wireLedger } from './open-ledger.ts'

function pay({ orders }: Ledger, parts: Partial<ChargeAddition> = {}): ReturnType<Ledger['orders']['addCharge']> {
  return orders.addCharge({
    policy: 'shop',
    order: 'o-1',
    amount: '15.50',
    currency: 'EUR',
    reference: 'pay-2',
    fact: null,
    facts: null,
    reason: 'one more night',
    author: 'shop',
    ...parts,
  })
}

/** A charge of several facts. */
function shopWith(charge: string, more = ''): string {
  return policyText({
    head: 'name: shop\ntitle: Shop\nrefund_methods: [card]\n',
    ...withFacts(
      `  order.fee: { type: decimal, from: order, default: "0" }\n  order.pieces: { type: integer, from: order, optional: true }\n${more}`,
    ),
    subject: `subject: { order: order.id, account: account.id, charge: "${charge}", currency: order.currency }\n`,
  })
}

describe('a further charge', () => {
  it('raises what the order may get, for a reason that stays with the entry', async () => {
    const ledger = await openLedger()
    await ledger.register()
    expect(await pay(ledger)).toMatchObject({
      replayed: false,
      charge: { reference: 'pay-2', amount: '15.50', currency: 'EUR', fact: 'order.charge', restated: [] },
      order: { facts: { 'order.charge': '55.5', 'order.currency': 'EUR' }, at_most: '55.5' },
    })
    expect((await ledger.stream()).at(-1)?.confidential?.message).toBe('one more night')
  })

  it('is the same under the same reference, however its amount is written', async () => {
    const ledger = await openLedger()
    await ledger.register()
    const first = await pay(ledger)
    expect(await pay(ledger, { amount: '15.5', currency: null, fact: 'order.charge' })).toEqual({
      ...first,
      replayed: true,
    })
    const rival = wireLedger(ledger.storage, ledger.clock)
    const more = [ledger, rival, ledger, rival].map((process) => pay(process, { reference: 'pay-3', amount: '1' }))
    expect((await Promise.all(more)).filter(({ replayed }) => !replayed)).toHaveLength(1)
    expect((await ledger.order()).at_most).toBe('56.5')
  })

  it('with another amount under its reference is a conflict', async () => {
    const ledger = await openLedger()
    await ledger.register()
    await pay(ledger)
    const problem = await problemOf(pay(ledger, { amount: '15.51' }))
    expect(problem.code).toBe('charge_conflict')
    expect(problem.extensions).toMatchObject({ reported: { amount: '15.50', fact: 'order.charge' } })
  })

  it('may restate other facts of the order, but not the one that it raises', async () => {
    const ledger = await openLedger(shopWith('order.charge + order.fee'))
    await ledger.register()
    const { charge, order } = await pay(ledger, { fact: 'order.charge', facts: { order: { pieces: 3 } } })
    expect(charge.restated).toEqual(['order.pieces'])
    expect(order.facts).toMatchObject({ 'order.charge': '55.5', 'order.pieces': '3' })
    const again = pay(ledger, { reference: 'pay-3', fact: 'order.charge', facts: { order: { charge: '70' } } })
    expect((await problemOf(again)).code).toBe('invalid_request')
  })

  it('names the fact that it raises where the charge reads several', async () => {
    const ledger = await openLedger(shopWith('order.charge + order.fee'))
    await ledger.register()
    for (const fact of [null, 'order.currency', 'order.pieces']) {
      const problem = await problemOf(pay(ledger, { fact }))
      expect([problem.code, problem.extensions]).toEqual(['invalid_request', { facts: ['order.charge', 'order.fee'] }])
    }
    // A fact that was never stated begins at its default.
    expect((await pay(ledger, { fact: 'order.fee' })).order).toMatchObject({
      at_most: '55.5',
      facts: { 'order.charge': '40', 'order.fee': '15.5' },
    })
  })

  it('is refused where the formula does not add it up, such as a price for each piece', async () => {
    const ledger = await openLedger(shopWith('order.charge * order.pieces'))
    await ledger.register({ charge: '4', pieces: 10, currency: 'EUR' })
    expect((await problemOf(pay(ledger))).code).toBe('invalid_request')
    expect((await ledger.order()).at_most).toBe('40')
  })

  it('needs the order, and what was paid before', async () => {
    const ledger = await openLedger()
    expect((await problemOf(pay(ledger))).code).toBe('order_not_found')
    await ledger.elsewhere()
    const problem = await problemOf(pay(ledger))
    expect([problem.code, problem.extensions]).toEqual(['charge_not_known', { fact: 'order.charge' }])
  })

  it.each([
    ['another currency', { currency: 'USD' }, 'order_conflict'],
    ['no amount', { amount: '0' }, 'invalid_request'],
    ['an amount below 0', { amount: '-1' }, 'invalid_request'],
    ['facts of the request', { facts: { order: { status: 'open' } } }, 'invalid_facts'],
    ['facts of another account', { facts: { account: { id: 'a-2' } } }, 'order_conflict'],
    ['another currency of the order', { facts: { order: { currency: 'USD' } } }, 'order_conflict'],
  ] as const)('with %s is refused and writes nothing', async (_, parts, code) => {
    const ledger = await openLedger()
    await ledger.register()
    expect((await problemOf(pay(ledger, parts))).code).toBe(code)
    expect(await ledger.stream()).toHaveLength(1)
  })

  it('ends the review of what the order got too much, once it got no more than it may', async () => {
    const ledger = await openLedger()
    await ledger.register()
    await ledger.elsewhere({ amount: '50' })
    expect((await ledger.order()).recovery).not.toBeNull()
    expect((await pay(ledger, { amount: '9' })).order.recovery).not.toBeNull()
    expect((await pay(ledger, { amount: '1', reference: 'pay-3' })).order.recovery).toBeNull()
  })
})
