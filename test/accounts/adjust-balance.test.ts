import { describe, expect, it } from '@jest/globals'
import type { Adjustment, BookedLine } from '../../src/accounts/accounts.ts'
import { problemOf } from '../journal/problem-of.ts'
import { type Ledger, openLedger, shop, wireLedger } from '../orders/open-ledger.ts'

const order = { policy: 'shop', id: 'o-1', part: null }

function adjust({ accounts }: Ledger, parts: Partial<Adjustment> = {}): Promise<BookedLine> {
  return accounts.adjust({
    account: 'a-1',
    amount: '10.00',
    currency: 'EUR',
    order,
    reason: 'goodwill',
    idempotencyKey: null,
    author: 'ann',
    ...parts,
  })
}

describe('an adjustment that names an order', () => {
  it('changes the balance, and counts as credited for the order', async () => {
    const ledger = await openLedger()
    await ledger.register()
    expect((await adjust(ledger)).line).toMatchObject({
      kind: 'adjustment',
      amount: '10.00',
      balance: '10',
      order: 'o-1',
      policy: 'shop',
      part: null,
    })
    expect(await ledger.order()).toMatchObject({ credited: '10', credited_elsewhere: '0' })
  })

  it('counts for the part that it names', async () => {
    const ledger = await openLedger()
    await ledger.register()
    await adjust(ledger, { order: { ...order, part: 'parcel-1' } })
    const { order: state } = await ledger.state()
    expect([state?.credited, state?.part?.credited, state?.whole.credited]).toEqual(['10', '10', '0'])
  })

  it('above what the order may get is looked at by a person, and a recovery ends that', async () => {
    const ledger = await openLedger()
    await ledger.register()
    await ledger.elsewhere({ amount: '40' })
    await adjust(ledger)
    expect((await ledger.order()).recovery).toMatchObject({ reason_code: 'recovery' })
    await adjust(ledger, { amount: '-10', reason: 'given twice' })
    expect(await ledger.order()).toMatchObject({ credited: '0', recovery: null })
    expect((await ledger.state()).balances).toEqual({ EUR: '0' })
  })

  it('never takes off more than the order got', async () => {
    const ledger = await openLedger()
    await ledger.register()
    await adjust(ledger, { order: null, amount: '100' })
    await adjust(ledger, { amount: '5' })
    expect((await problemOf(adjust(ledger, { amount: '-5.01' }))).code).toBe('invalid_request')
    const ofPart = adjust(ledger, { amount: '-1', order: { ...order, part: 'parcel-1' } })
    expect((await problemOf(ofPart)).code).toBe('invalid_request')
    await adjust(ledger, { amount: '-5' })
    expect((await ledger.order()).credited).toBe('0')
  })

  it('binds an order that is not known yet, and holds its currency', async () => {
    const ledger = await openLedger()
    await adjust(ledger)
    expect(await ledger.order()).toMatchObject({ account: 'a-1', currency: 'EUR', credited: '10' })
    expect((await problemOf(ledger.register(undefined, 'a-2'))).code).toBe('order_conflict')
    expect((await problemOf(ledger.register({ charge: '1', currency: 'USD' }))).code).toBe('order_conflict')
  })

  it.each([
    ['the order of another account', { account: 'a-2' }, 'order_conflict'],
    ['another currency than the order', { currency: 'USD' }, 'order_conflict'],
    ['a policy that is not known', { order: { ...order, policy: 'no-such' } }, 'policy_not_found'],
    ['more than the balance', { amount: '-0.01' }, 'insufficient_balance'],
  ] as const)('of %s is refused and writes nothing', async (_, parts, code) => {
    const ledger = await openLedger()
    await ledger.register()
    expect((await problemOf(adjust(ledger, parts))).code).toBe(code)
    expect(await ledger.stream('a-1')).toHaveLength(1)
    expect(await ledger.stream('a-2')).toEqual([])
  })

  it('that is refused binds nothing', async () => {
    const ledger = await openLedger()
    await problemOf(adjust(ledger, { amount: '-1' }))
    await problemOf(adjust(ledger, { amount: '1.001' }))
    expect(await ledger.storage.accountOfOrder({ policy: 'shop', id: 'o-1' })).toBeNull()
  })

  it('with a key happens once, in many processes at once and however its amount is written', async () => {
    const ledger = await openLedger()
    const rival = wireLedger(ledger.storage, ledger.clock)
    const parts = { idempotencyKey: 'k' }
    const answers = await Promise.all(
      [ledger, rival, ledger, rival].map((process, index) =>
        adjust(process, { ...parts, amount: index % 2 === 0 ? '10' : '10.00' }),
      ),
    )
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1)
    expect((await ledger.order()).credited).toBe('10')
    expect((await problemOf(adjust(ledger, { ...parts, order: null }))).code).toBe('idempotency_key_reused')
  })
})

describe('an amount that a person gives', () => {
  it.each([
    ['0.5', 'JPY', 'JPY has 0 decimals'],
    ['0.001', 'EUR', 'EUR has 2 decimals'],
    ['0.00001', 'USDT', 'USDT has 4 decimals'],
    ['1', 'QQQ', 'The currency QQQ is not known'],
  ])('of %s %s is refused: %s', async (amount, currency, why) => {
    const ledger = await openLedger()
    for (const named of [null, order]) {
      const problem = await problemOf(adjust(ledger, { amount, currency, order: named }))
      expect([problem.code, problem.detail]).toEqual(['invalid_request', expect.stringContaining(why)])
    }
  })

  it('has the decimals of the policy of its order, without one the most that any policy declares', async () => {
    const ledger = await openLedger()
    await ledger.publish(shop.replace('name: shop', 'name: coins').replace('USDT: 4', 'USDT: 6, EUR: 3'), 'coins')
    await adjust(ledger, { order: null, amount: '0.000001', currency: 'USDT' })
    await adjust(ledger, { order: { ...order, policy: 'coins' }, amount: '0.001' })
    expect((await problemOf(adjust(ledger, { amount: '0.001' }))).code).toBe('invalid_request')
    expect((await ledger.state()).balances).toEqual({ USDT: '0.000001', EUR: '0.001' })
  })

  it('may be exactly what is left of a balance, with all its decimals', async () => {
    const ledger = await openLedger()
    await ledger.approve('0.27819')
    expect((await problemOf(adjust(ledger, { order: null, amount: '-0.27818' }))).code).toBe('invalid_request')
    expect((await adjust(ledger, { order: null, amount: '-0.27819' })).line.balance).toBe('0')
  })
})
