import { describe, expect, it } from '@jest/globals'
import { problemOf } from '../journal/problem-of.ts'
import { openLedger, shop, wireLedger } from './open-ledger.ts'

describe('a credit that an order got elsewhere', () => {
  it('counts for the order with all its decimals, and leaves our balance alone', async () => {
    const { register, elsewhere, state } = await openLedger()
    await register()
    expect(await elsewhere({ amount: '10.005' })).toMatchObject({
      replayed: false,
      credit: { reference: 're_1', amount: '10.005', currency: 'EUR', counts: '10.005', taken_back: false },
      order: { credited: '0', credited_elsewhere: '10.005', at_most: '40' },
    })
    expect((await state()).balances).toEqual({})
  })

  it('is the same under the same reference, however its amount is written', async () => {
    const { register, elsewhere, stream } = await openLedger()
    await register()
    const first = await elsewhere()
    expect(await elsewhere({ amount: '10' })).toEqual({ ...first, replayed: true })
    expect(await elsewhere({ account: null })).toEqual({ ...first, replayed: true })
    expect(await stream()).toHaveLength(2)
  })

  it.each([
    ['amount', { amount: '10.01' }],
    ['part', { part: 'parcel-2' }],
  ])('with another %s under its reference is a conflict that shows what was reported', async (_, parts) => {
    const { register, elsewhere, order } = await openLedger()
    await register()
    const { credit } = await elsewhere()
    const problem = await problemOf(elsewhere(parts))
    expect([problem.code, problem.extensions]).toEqual([
      'credit_conflict',
      { reported: { id: credit.id, amount: '10.00', currency: 'EUR', part: null } },
    ])
    expect((await order()).credited_elsewhere).toBe('10')
  })

  it('is another one under another reference, and for another order', async () => {
    const { register, elsewhere, orders } = await openLedger()
    await register()
    await elsewhere()
    expect((await elsewhere({ reference: 're_2', amount: '5' })).order.credited_elsewhere).toBe('15')
    expect((await elsewhere({ order: 'o-2' })).order.credited_elsewhere).toBe('10')
    expect((await orders.find({ policy: 'shop', id: 'o-1' })).credited_elsewhere).toBe('15')
  })

  it('in another currency than the order is a conflict, and in one that nobody knows malformed', async () => {
    const { register, elsewhere } = await openLedger()
    await register()
    const conflict = await problemOf(elsewhere({ currency: 'USD' }))
    expect([conflict.code, conflict.extensions]).toEqual([
      'order_conflict',
      { order: 'o-1', currency: { registered: 'EUR', given: 'USD' } },
    ])
    expect((await problemOf(elsewhere({ currency: 'QQQ' }))).code).toBe('invalid_request')
  })

  it.each(['0', '-1', '1e3', ''])('of %p is malformed', async (amount) => {
    const { register, elsewhere } = await openLedger()
    await register()
    expect((await problemOf(elsewhere({ amount }))).code).toBe('invalid_request')
  })

  it('from many processes at once is one', async () => {
    const ledger = await openLedger()
    await ledger.register()
    const rival = wireLedger(ledger.storage, ledger.clock)
    const answers = await Promise.all([ledger, rival, ledger, rival, ledger, rival].map(({ elsewhere }) => elsewhere()))
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1)
    expect((await ledger.order()).credited_elsewhere).toBe('10')
  })

  it('of one reference, reported for two parts at once, counts once', async () => {
    const ledger = await openLedger()
    await ledger.register()
    const rival = wireLedger(ledger.storage, ledger.clock)
    const results = await Promise.allSettled([
      ledger.elsewhere({ part: 'parcel-1' }),
      rival.elsewhere({ part: 'parcel-2' }),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await ledger.order()).credited_elsewhere).toBe('10')
  })
})

describe('a credit elsewhere that was taken back', () => {
  it('counts no more, whether the part of it is said or not', async () => {
    const { register, elsewhere, order, stream } = await openLedger()
    await register()
    await elsewhere({ part: 'parcel-1' })
    const back = await elsewhere({ taken_back: true })
    expect(back).toMatchObject({
      replayed: false,
      credit: { taken_back: true, counts: '0', part: 'parcel-1' },
      order: { credited_elsewhere: '0' },
    })
    expect((await stream()).at(-1)?.state.order?.part?.elsewhere).toBe('0')
    expect(await elsewhere({ taken_back: true })).toEqual({ ...back, replayed: true })
    expect((await order()).credited_elsewhere).toBe('0')
  })

  it('never counts again: not its late report, and not in the other order of arrival', async () => {
    for (const isEarly of [true, false]) {
      const { register, elsewhere, order } = await openLedger()
      await register()
      await elsewhere({ taken_back: isEarly })
      const second = await elsewhere({ taken_back: !isEarly })
      expect(second.credit).toMatchObject({ taken_back: true, counts: '0' })
      expect((await elsewhere()).replayed).toBe(true)
      expect((await order()).credited_elsewhere).toBe('0')
    }
  })

  it('in both reports at once counts nothing in the end', async () => {
    const ledger = await openLedger()
    await ledger.register()
    const rival = wireLedger(ledger.storage, ledger.clock)
    await Promise.all([ledger.elsewhere(), rival.elsewhere({ taken_back: true }), ledger.elsewhere()])
    expect((await ledger.order()).credited_elsewhere).toBe('0')
  })

  it('with another amount is a conflict', async () => {
    const { register, elsewhere, order } = await openLedger()
    await register()
    await elsewhere()
    expect((await problemOf(elsewhere({ taken_back: true, amount: '4' }))).code).toBe('credit_conflict')
    expect((await order()).credited_elsewhere).toBe('10')
  })
})

describe('a credit elsewhere that comes before anything else', () => {
  it('binds the order to the account that it names, and holds the currency', async () => {
    const { elsewhere, register, order } = await openLedger()
    expect((await elsewhere()).order).toMatchObject({ account: 'a-1', currency: 'EUR', at_most: null, facts: {} })
    expect((await problemOf(register(undefined, 'a-2'))).code).toBe('order_conflict')
    expect((await problemOf(register({ charge: '40', currency: 'USD' }))).code).toBe('order_conflict')
    await register()
    expect(await order()).toMatchObject({ credited_elsewhere: '10', at_most: '40', recovery: null })
  })

  it('needs the account where the order is unknown, and another one than its own is a conflict', async () => {
    const { elsewhere, register } = await openLedger()
    expect((await problemOf(elsewhere({ account: null }))).code).toBe('order_not_found')
    await register()
    expect((await problemOf(elsewhere({ account: 'a-2' }))).code).toBe('order_conflict')
  })

  it('binds nothing where it is refused', async () => {
    const { elsewhere, storage } = await openLedger()
    await problemOf(elsewhere({ currency: 'QQQ' }))
    await problemOf(elsewhere({ amount: '0' }))
    expect(await storage.accountOfOrder({ policy: 'shop', id: 'o-1' })).toBeNull()
  })

  it('is looked at by a person once the registration shows that it was too much', async () => {
    const { elsewhere, register } = await openLedger()
    expect((await elsewhere({ amount: '45' })).order.recovery).toBeNull()
    expect((await register()).recovery).toMatchObject({ reason_code: 'recovery', level: 'clerk' })
  })
})

describe('together with what was credited here', () => {
  it('above the cap a person looks at it, until something is taken back', async () => {
    const { register, approve, elsewhere, order, storage } = await openLedger()
    await register()
    await approve('40')
    const { order: over } = await elsewhere()
    expect(over.recovery).toMatchObject({ reason_code: 'recovery', held: true, level: 'clerk' })
    expect((await storage.pendingReviews({}, 10, null)).items).toHaveLength(1)
    await elsewhere({ taken_back: true })
    expect((await order()).recovery).toBeNull()
    expect((await storage.pendingReviews({}, 10, null)).items).toEqual([])
  })
})

describe('orders of two policies', () => {
  it('may have the same id: each is a ledger of its own', async () => {
    const { publish, elsewhere, register, orders } = await openLedger()
    await publish(shop.replace('name: shop', 'name: other'), 'other')
    await register()
    await elsewhere({ policy: 'other', account: 'a-2', currency: 'USD' })
    expect(await orders.find({ policy: 'shop', id: 'o-1' })).toMatchObject({ account: 'a-1', credited_elsewhere: '0' })
    expect(await orders.find({ policy: 'other', id: 'o-1' })).toMatchObject({ account: 'a-2', currency: 'USD' })
  })
})
