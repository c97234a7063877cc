import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { hour, openPanel, type Panel, partial, storeKinds, suspected } from '../open-panel.ts'

describe.each(storeKinds)('orders over HTTP, %s store', (kind) => {
  let panel: Panel
  beforeAll(async () => {
    panel = await openPanel(kind)
  })
  afterAll(() => panel.close())

  const placed = (order: string, facts: object = {}, account = 'a-1') =>
    panel.put(`/v1/orders/${order}`, { facts: { order: { id: order, ...facts }, account: { id: account } } })

  it('PUT registers account and facts at placement: 201, and 200 where all of it was known', async () => {
    const facts = { quantity: 1000, charge: '10.00', currency: 'USD', placed_at: '2026-02-28T10:00:00+01:00' }
    const made = await placed('o-new', facts)
    expect(made.status).toBe(201)
    expect(made.json).toMatchObject({
      id: 'o-new',
      account: 'a-1',
      facts: { 'order.charge': '10', 'order.currency': 'USD', 'order.quantity': '1000' },
      currency: 'USD',
      credited: '0',
      ignored_facts: [],
    })
    const again = await placed('o-new', facts)
    expect([again.status, again.json]).toEqual([200, made.json])
  })

  it('a later PUT adds what was not known: 201; what differs is listed and not taken', async () => {
    await placed('o-more', { charge: '10.00', currency: 'USD' })
    const more = await placed('o-more', { charge: '11.00', currency: 'USD', quantity: 1000 })
    expect(more.status).toBe(201)
    expect(more.json).toMatchObject({
      facts: { 'order.charge': '10', 'order.quantity': '1000' },
      ignored_facts: [{ fact: 'order.charge', given: '11', used: '10' }],
    })
    const other = await placed('o-more', { charge: '12.00' })
    expect(other.status).toBe(200)
    expect(other.json).toMatchObject({ ignored_facts: [{ given: '12', used: '10' }] })
  })

  it('the registered charge counts, whatever a later callback carries', async () => {
    await placed('o-frozen', { quantity: 1000, charge: '10.00', currency: 'USD' })
    const lower = await panel.decide(partial('o-frozen', { order: { charge: '9.00' } }))
    expect(lower.refund?.amount).toBe('4.00000')
    expect(lower.ignored_facts).toEqual([{ fact: 'order.charge', given: '9', used: '10' }])
    const higher = await panel.decide(partial('o-frozen', { order: { charge: '99.00' } }))
    expect(higher).toMatchObject({ outcome: 'review', reason_code: 'charge_differs', refund: null })
  })

  it('another account or currency for an order is a 409 that shows both', async () => {
    await placed('o-owned', { charge: '10.00', currency: 'USD' })
    const account = await placed('o-owned', {}, 'a-2')
    expect([account.status, account.problem]).toEqual([409, 'order_conflict'])
    expect(account.json).toMatchObject({ account: { registered: 'a-1', given: 'a-2' } })
    const currency = await placed('o-owned', { currency: 'EUR' })
    expect([currency.status, currency.problem]).toEqual([409, 'order_conflict'])
    expect(currency.json).toMatchObject({ currency: { registered: 'USD', given: 'EUR' } })
  })

  it.each([
    ['an unknown fact', { order: { id: 'o-bad', colour: 'red' }, account: { id: 'a-1' } }, 'order.colour'],
    ['a fact of the request', { order: { id: 'o-bad', status: 'pending' }, account: { id: 'a-1' } }, 'order.status'],
    [
      'a negative charge',
      { order: { id: 'o-bad', charge: '-1', currency: 'USD' }, account: { id: 'a-1' } },
      'order.charge',
    ],
    ['no account', { order: { id: 'o-bad' } }, 'account.id'],
    ['the name of another order', { order: { id: 'o-other' }, account: { id: 'a-1' } }, ''],
  ])('%s is a 422 that names it, and nothing is registered', async (_name, facts, fact) => {
    const { status, problem, json } = await panel.put('/v1/orders/o-bad', { facts })
    expect([status, problem]).toEqual([422, 'invalid_facts'])
    expect(json['errors']).toEqual(expect.arrayContaining([expect.objectContaining({ fact })]))
    expect((await panel.get('/v1/orders/o-bad')).problem).toBe('order_not_found')
  })

  it('a policy that is not there is a 404, a body that is none a 400', async () => {
    const facts = { order: { id: 'o-x' }, account: { id: 'a-1' } }
    expect((await panel.put('/v1/orders/o-x', { policy: 'absent', facts })).problem).toBe('policy_not_found')
    expect((await panel.put('/v1/orders/o-x', { facts, reason: 'none' })).problem).toBe('invalid_request')
  })

  it('an id with slashes, blanks and other letters is the same everywhere', async () => {
    const id = 'ord/1 ü#?%'
    const path = `/v1/orders/${encodeURIComponent(id)}`
    await panel.decide(partial(id))
    expect((await panel.get(path)).json).toMatchObject({ id, credited: '4' })
  })

  it('GET shows facts, what was credited, the newest decisions and the review that waits', async () => {
    const first = await panel.decide(partial('o-shown'))
    panel.clock.advance(hour)
    const second = await panel.decide(suspected('o-shown', { order: { remains: 500 } }))
    const { json } = await panel.get('/v1/orders/o-shown')
    expect(json).toMatchObject({
      account: 'a-1',
      facts: { 'order.charge': '10' },
      currency: 'USD',
      credited: '4',
      charged_back: '0',
      at_most: '10',
      open_disputes: 0,
      waiting_review: { id: second.id, level: 'manager', rule: 'fraud-suspected' },
      decisions: [second, first],
    })
  })

  describe('corrections', () => {
    const correct = (order: string, facts: object, reason: unknown = 'a wrong price list') =>
      panel.post(`/v1/orders/${order}/corrections`, { facts, reason })

    it('mend charge and quantity, and the next decision follows them', async () => {
      await panel.decide(partial('o-mend'))
      const { status, json } = await correct('o-mend', { order: { charge: '20.00' } })
      expect(status).toBe(200)
      expect(json).toMatchObject({ facts: { 'order.charge': '20' }, credited: '4' })
      const next = await panel.decide(partial('o-mend'))
      expect(next.refund).toMatchObject({ amount: '4.00000', entitled: '8.00000', already_credited: '4.00000' })
    })

    it('never take the charge below what was credited', async () => {
      await panel.decide(partial('o-low'))
      const refused = await correct('o-low', { order: { charge: '3.99' } })
      expect([refused.status, refused.problem]).toEqual([409, 'correction_refused'])
      expect((await correct('o-low', { order: { charge: '4.00' } })).status).toBe(200)
    })

    it('change the currency only before any credit, the account never', async () => {
      await placed('o-currency', { charge: '10.00', currency: 'USD' })
      expect((await correct('o-currency', { order: { currency: 'EUR' } })).json).toMatchObject({ currency: 'EUR' })
      await panel.decide(partial('o-currency', { order: { currency: 'EUR' } }))
      expect((await correct('o-currency', { order: { currency: 'USD' } })).problem).toBe('correction_refused')
      expect((await correct('o-currency', { account: { id: 'a-9' } })).problem).toBe('order_conflict')
    })

    it('need a known order and a reason', async () => {
      expect((await correct('o-nowhere', { order: { charge: '1' } })).problem).toBe('order_not_found')
      expect((await correct('o-low', { order: { charge: '9' } }, ' ')).problem).toBe('invalid_request')
    })
  })

  it('what it got elsewhere counts as credited, once for a reference, and not once it was taken back', async () => {
    const credit = (more: object) =>
      panel.post('/v1/orders/o-elsewhere/credits', { amount: '3', currency: 'USD', reference: 'there-1', ...more })
    expect((await credit({})).problem).toBe('order_not_found')
    const made = await credit({ account: 'a-1', method: 'panel', reason: 'by hand' })
    expect(made.status).toBe(201)
    expect(made.json).toMatchObject({ credited_elsewhere: '3', credit: { counts: '3', taken_back: false } })
    const again = await credit({})
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true'])
    expect(await panel.decide(partial('o-elsewhere'))).toMatchObject({ refund: { amount: '1.00000' } })
    expect((await credit({ amount: '2' })).problem).toBe('credit_conflict')
    expect((await credit({ taken_back: true })).json).toMatchObject({
      credited_elsewhere: '0',
      credit: { counts: '0' },
    })
    expect((await credit({})).json).toMatchObject({ credited_elsewhere: '0' })
  })

  it('a further payment raises what it may get, once for a reference', async () => {
    await placed('o-charged', { charge: '10.00', currency: 'USD' })
    const charge = (amount: string) => panel.post('/v1/orders/o-charged/charges', { amount, reference: 'pay-2' })
    const made = await charge('2.5')
    expect([made.status, made.json]).toEqual([
      201,
      expect.objectContaining({ at_most: '12.5', charge: expect.objectContaining({ fact: 'order.charge' }) }),
    ])
    expect((await charge('2.50')).status).toBe(200)
    expect((await charge('3')).problem).toBe('charge_conflict')
  })

  it('belongs to its policy, which the query or the body names', async () => {
    const facts = { order: { id: 'o-policy' }, account: { id: 'a-1' } }
    expect((await panel.put('/v1/orders/o-policy?policy=absent', { facts })).problem).toBe('policy_not_found')
    expect((await panel.put('/v1/orders/o-policy?policy=smm-panel', { facts })).status).toBe(201)
    const both = await panel.put('/v1/orders/o-policy?policy=other', { policy: 'smm-panel', facts })
    expect(both.problem).toBe('invalid_request')
    expect((await panel.get('/v1/orders/o-policy?policy=smm-panel')).json).toMatchObject({ policy: 'smm-panel' })
    expect((await panel.get('/v1/orders/o-policy?policy=other')).problem).toBe('order_not_found')
  })
})
