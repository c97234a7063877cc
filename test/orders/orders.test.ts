import { describe, expect, it } from '@jest/globals'
import type { OrderCorrection, RegisteredOrder } from '../../src/orders/orders.ts'
import { panelFacts } from '../decisions/panel-facts.ts'
import { type Domain, openDomain, problemOf } from '../journal/open-domain.ts'

const placed = { quantity: 1000, charge: '0.27819', currency: 'USD' }

function register(domain: Domain, order: object = placed, account = 'a-1'): Promise<RegisteredOrder> {
  const facts = { order: { id: 'o-1', ...order }, account: { id: account } }
  return domain.orders.register({ policy: 'smm-panel', order: 'o-1', facts, author: 'panel' })
}

function correctionOf(order: object, parts: Partial<OrderCorrection> = {}): OrderCorrection {
  return { policy: 'smm-panel', order: 'o-1', facts: { order }, reason: 'a typing error', author: 'ann', ...parts }
}

describe('an order that is registered at placement', () => {
  it('is frozen: the decision may leave its facts out, and values that differ later are ignored and said', async () => {
    const domain = await openDomain()
    const { created, order } = await register(domain)
    expect({ created, order }).toMatchObject({
      created: true,
      order: {
        id: 'o-1',
        account: 'a-1',
        facts: { 'order.quantity': '1000', 'order.charge': '0.27819', 'order.currency': 'USD' },
        currency: 'USD',
        credited: '0',
      },
    })
    const facts = { order: { id: 'o-1', status: 'partial', remains: 157, charge: '0.20' }, account: { id: 'a-1' } }
    const decision = await domain.ask(facts)
    expect(decision.refund?.amount).toBe('0.04368')
    expect(decision.ignored_facts).toEqual([{ fact: 'order.charge', given: '0.2', used: '0.27819' }])
  })

  it('again alike writes nothing; other values are ignored and shown', async () => {
    const domain = await openDomain()
    await register(domain)
    expect(await register(domain)).toMatchObject({ created: false, ignored_facts: [] })
    expect(await register(domain, { ...placed, quantity: 5 })).toMatchObject({
      created: false,
      ignored_facts: [{ fact: 'order.quantity', given: '5', used: '1000' }],
    })
    expect(await domain.stream()).toHaveLength(1)
  })

  it('may say later what was not known, and only that is taken', async () => {
    const domain = await openDomain()
    await register(domain, { quantity: 1000 })
    const { created, order, ignored_facts } = await register(domain, { ...placed, quantity: 7 })
    expect({ created, ignored_facts }).toEqual({
      created: true,
      ignored_facts: [{ fact: 'order.quantity', given: '7', used: '1000' }],
    })
    expect(order).toMatchObject({ currency: 'USD', facts: { 'order.quantity': '1000', 'order.charge': '0.27819' } })
  })

  it('by many at once is one entry', async () => {
    const domain = await openDomain()
    const answers = await Promise.all(Array.from({ length: 10 }, () => register(domain)))
    expect(answers.filter(({ created }) => created)).toHaveLength(1)
    expect(await domain.stream()).toHaveLength(1)
  })

  it('in another account or currency is a conflict that shows both', async () => {
    const domain = await openDomain()
    await register(domain)
    const [account, currency] = [
      await problemOf(register(domain, placed, 'a-2')),
      await problemOf(register(domain, { ...placed, currency: 'EUR' })),
    ]
    expect([account.code, account.extensions]).toEqual([
      'order_conflict',
      { order: 'o-1', account: { registered: 'a-1', given: 'a-2' } },
    ])
    expect(currency.extensions).toEqual({ order: 'o-1', currency: { registered: 'USD', given: 'EUR' } })
  })

  it.each([
    ['a fact of the claim', { facts: { claim: { reason: 'other' }, account: { id: 'a-1' } } }],
    [
      'a status, which is no fact of the order itself',
      { facts: { order: { status: 'partial' }, account: { id: 'a-1' } } },
    ],
    ['another order', { facts: { order: { id: 'o-2' }, account: { id: 'a-1' } } }],
    ['no account', { facts: { order: placed } }],
    ['a negative charge', { facts: { order: { ...placed, charge: '-1' }, account: { id: 'a-1' } } }],
    ['a currency nobody knows', { facts: { order: { ...placed, currency: 'QQQ' }, account: { id: 'a-1' } } }],
  ])('with %s is refused and nothing is stored', async (_, { facts }) => {
    const { orders, storage } = await openDomain()
    const problem = await problemOf(orders.register({ policy: 'smm-panel', order: 'o-1', facts, author: 'panel' }))
    expect(problem.code).toBe('invalid_facts')
    expect(await storage.accounts(null, 10)).toEqual([])
  })
})

describe('an order that nobody registered', () => {
  it('is known from its first decision; unknown before', async () => {
    const { orders, ask } = await openDomain()
    expect((await problemOf(orders.find({ policy: 'smm-panel', id: 'o-1' }))).code).toBe('order_not_found')
    await ask(panelFacts())
    expect(await orders.find({ policy: 'smm-panel', id: 'o-1' })).toMatchObject({
      credited: '0.04368',
      currency: 'USD',
      facts: { 'order.charge': '0.27819' },
    })
  })
})

describe('a correction', () => {
  it('replaces what was registered wrongly, for a reason, and the next decision pays the difference', async () => {
    const domain = await openDomain()
    await domain.ask(panelFacts())
    const order = await domain.orders.correct(correctionOf({ charge: '0.5', quantity: 500 }))
    expect(order).toMatchObject({ facts: { 'order.charge': '0.5', 'order.quantity': '500' }, credited: '0.04368' })
    expect((await domain.head()).confidential?.message).toBe('a typing error')
    const decision = await domain.ask({ order: { id: 'o-1', status: 'partial', remains: 157 }, account: { id: 'a-1' } })
    expect(decision.refund).toMatchObject({ entitled: '0.15700', amount: '0.11332' })
  })

  it('that changes nothing writes nothing', async () => {
    const domain = await openDomain()
    await register(domain)
    await domain.orders.correct(correctionOf({ charge: '0.27819' }))
    expect(await domain.stream()).toHaveLength(1)
  })

  it('never puts the charge below what was credited', async () => {
    const domain = await openDomain()
    await domain.ask(panelFacts())
    const problem = await problemOf(domain.orders.correct(correctionOf({ charge: '0.04367' })))
    expect(problem.code).toBe('correction_refused')
    await domain.orders.correct(correctionOf({ charge: '0.04368' }))
    const canceled = panelFacts({ order: { status: 'canceled', canceled_by: 'system', charge: '0.04368' } })
    expect((await domain.ask(canceled)).reason_code).toBe('already_credited')
  })

  it('mends the currency only before any credit', async () => {
    const domain = await openDomain()
    await register(domain, { ...placed, currency: 'EUR' })
    expect((await domain.orders.correct(correctionOf({ currency: 'USD' }))).currency).toBe('USD')
    await domain.ask(panelFacts())
    expect((await problemOf(domain.orders.correct(correctionOf({ currency: 'EUR' })))).code).toBe('correction_refused')
  })

  it('never moves the order to another account, and needs an order that is known', async () => {
    const domain = await openDomain()
    expect((await problemOf(domain.orders.correct(correctionOf({ quantity: 1 })))).code).toBe('order_not_found')
    await register(domain)
    const moved = correctionOf({}, { facts: { order: { quantity: 1 }, account: { id: 'a-2' } } })
    expect((await problemOf(domain.orders.correct(moved))).code).toBe('order_conflict')
    expect((await problemOf(domain.orders.correct(correctionOf({ status: 'partial' })))).code).toBe('invalid_facts')
  })
})

describe('the ledger of an order', () => {
  it('holds everything that it was paid and got, and its stream verifies', async () => {
    const domain = await openDomain()
    const { orders, accounts, ask } = domain
    const order = { policy: 'smm-panel', id: 'o-1', part: null }
    await register(domain)
    const { id } = await ask(panelFacts())
    const credit = { policy: 'smm-panel', order: 'o-1', account: null, part: null, amount: '0.3', currency: 'USD' }
    const said = { method: 'panel', reason: null, author: 'panel' }
    await orders.creditElsewhere({ ...credit, ...said, reference: 're-1', taken_back: false })
    await orders.creditElsewhere({ ...credit, ...said, reference: 're-1', taken_back: true })
    await orders.creditElsewhere({ ...credit, ...said, reference: 're-2', taken_back: false })
    const charge = { amount: '0.1', currency: 'USD', fact: null, facts: null, reason: null, author: 'panel' }
    await orders.addCharge({ policy: 'smm-panel', order: 'o-1', reference: 'pay-2', ...charge })
    const goodwill = { account: 'a-1', amount: '0.01', currency: 'USD', order, reason: 'sorry' }
    await accounts.adjust({ ...goodwill, idempotencyKey: null, author: 'ann' })
    for (const [status, reference] of [
      ['delivered', 'tx-1'],
      ['returned', 'tx-1'],
      ['delivered', 'tx-2'],
    ] as const) {
      await accounts.recordDelivery({ decision: id, status, reference, author: 'panel' })
    }
    expect(await orders.find({ policy: 'smm-panel', id: 'o-1' })).toMatchObject({
      credited: '0.05368',
      credited_elsewhere: '0.3',
      charged_back: '0',
      at_most: '0.37819',
      recovery: null,
    })
    expect((await accounts.find('a-1')).balances).toEqual({ USD: '0.01' })
    expect((await domain.verify()).faults).toEqual([])
  })
})
