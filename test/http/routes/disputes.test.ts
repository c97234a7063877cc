import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { hour, type Json, openPanel, type Panel, partial, storeKinds } from '../open-panel.ts'

describe.each(storeKinds)('disputes over HTTP (clause 5), %s store', (kind) => {
  let panel: Panel
  beforeAll(async () => {
    panel = await openPanel(kind)
  })
  afterAll(() => panel.close())
  let account = ''
  let accounts = 0
  beforeEach(() => {
    accounts += 1
    account = `a-${accounts}`
    panel.clock.advance(hour)
  })

  const at = (hours: number) => new Date(panel.clock.now() + hours * hour).toISOString()
  const report = (payment: string, more: object = {}) => {
    const stated = { amount: '10.00', currency: 'USD', opened_at: at(-1) }
    return panel.post('/v1/disputes', { account, payment_reference: payment, ...stated, ...more })
  }
  const close = (dispute: Json, outcome: string, more: object = {}) =>
    panel.post(`/v1/disputes/${String(dispute['id'])}/outcome`, { outcome, ...more })
  const reopen = (dispute: Json) => panel.post(`/v1/disputes/${String(dispute['id'])}/reopen`, undefined)
  const standing = async () => (await panel.get(`/v1/accounts/${account}`)).json['standing']
  const ofAccount = (order: string, more: object = {}) => partial(order, { account: { id: account }, order: more })

  it('the first without contacting support suspends, the second terminates, the third bans', async () => {
    const outcomes: unknown[] = []
    for (const payment of ['pay-1', 'pay-2', 'pay-3']) {
      const { status, json } = await report(payment)
      outcomes.push([status, json['outcome'], json['standing'], json['clause'], await standing()])
    }
    expect(outcomes).toEqual([
      [201, 'suspend', 'suspended', '5', 'suspended'],
      [201, 'terminate', 'terminated', '5', 'terminated'],
      [201, 'ban', 'banned', '5', 'banned'],
    ])
  })

  it('after contacting support, as the notice says, nothing follows', async () => {
    const { json } = await report('pay-1', { support_contacted_at: at(-2) })
    expect(json).toMatchObject({ outcome: 'none', reason_code: 'support_contacted_first', standing: 'good' })
    expect((await report('pay-2')).json).toMatchObject({ outcome: 'suspend' })
  })

  it('support that was contacted only afterwards does not help', async () => {
    expect((await report('pay-1', { support_contacted_at: at(-0.5) })).json).toMatchObject({ outcome: 'suspend' })
  })

  it('a claim in our journal before the dispute counts as contact, one after it does not', async () => {
    await panel.decide(ofAccount(`o-${account}`))
    panel.clock.advance(2 * hour)
    expect((await report('pay-1')).json).toMatchObject({ outcome: 'none' })
    expect((await report('pay-2', { opened_at: at(-100) })).json).toMatchObject({ outcome: 'suspend' })
  })

  it('is answered with all that was decided, and read again alike', async () => {
    const order = `o-${account}`
    const { json } = await report('pay-1', { order, amount: '25.10', opened_at: '2026-02-20T10:00:00+02:00' })
    expect(json).toMatchObject({
      account,
      order,
      payment_reference: 'pay-1',
      amount: '25.10',
      currency: 'USD',
      opened_at: '2026-02-20T08:00:00.000Z',
      provider_id: null,
      kind: 'chargeback',
      support_contacted_at: null,
      reason_code: 'dispute_without_contact',
      rule: 'dispute-first-time',
      actions: [],
      policy: { name: 'smm-panel', version: 1 },
      reported_at: at(0),
      status: 'open',
      closed_at: null,
    })
    expect(json['message']).toContain(order)
    expect((await panel.get(`/v1/disputes/${String(json['id'])}`)).json).toEqual(json)
    expect((await panel.get(`/v1/accounts/${account}`)).json).toMatchObject({ open_disputes: 1 })
  })

  it.each([
    ['the same payment, opened at the same time', {}],
    ["the provider's id", { provider_id: 'dp-1' }],
  ])('%s is the same dispute, not a repetition', async (_name, more) => {
    const first = await report('pay-1', more)
    const again = await report('pay-1', more)
    expect([again.status, again.json, again.headers.get('idempotency-replayed')]).toEqual([200, first.json, 'true'])
    expect(await standing()).toBe('suspended')
    expect((await panel.get(`/v1/accounts/${account}`)).json).toMatchObject({ counters: { disputes: 1 } })
  })

  it.each([
    ['amount', { amount: '9.99' }],
    ['currency', { currency: 'EUR' }],
    ['order', { order: 'o-else' }],
  ])('the same dispute with another %s is a 409', async (_name, more) => {
    await report('pay-1', { provider_id: 'dp-1' })
    const { status, problem } = await report('pay-1', { provider_id: 'dp-1', ...more })
    expect([status, problem]).toEqual([409, 'dispute_conflict'])
  })

  it('an order of another account is a 409', async () => {
    await panel.decide(partial('o-foreign'))
    expect((await report('pay-1', { order: 'o-foreign' })).problem).toBe('order_conflict')
    expect((await panel.get(`/v1/accounts/${account}`)).problem).toBe('account_not_found')
  })

  it.each([
    ['no account', { account: '' }],
    ['the amount 0', { amount: '0.00' }],
    ['a negative amount', { amount: '-1' }],
    ['a day that does not exist', { opened_at: '2026-02-30T00:00:00Z' }],
    ['a deadline that is no time', { respond_by: 'soon' }],
    ['a time without offset', { opened_at: '2026-02-20T00:00:00' }],
    ['an unknown member', { reason: 'none' }],
    ['an order that is null', { order: null }],
  ])('%s is a 400', async (_name, more) => {
    expect((await report('pay-1', more)).problem).toBe('invalid_request')
  })

  it('while it is open what would be paid for its order is a review, for other orders it is paid', async () => {
    const order = `o-${account}`
    const { json } = await report('pay-1', { order, support_contacted_at: at(-2) })
    expect(await panel.decide(ofAccount(order))).toMatchObject({
      outcome: 'review',
      reason_code: 'dispute_open',
      refund: null,
      review: { proposed: '4.00000', due_by: at(72), target_by: at(24) },
    })
    expect(await panel.decide(ofAccount(`${order}-other`))).toMatchObject({ outcome: 'approve' })
    expect((await close(json, 'won')).json).toMatchObject({ status: 'won', closed_at: at(0) })
    expect(await panel.decide(ofAccount(order))).toMatchObject({ outcome: 'approve', refund: { amount: '4.00000' } })
  })

  it('a suspended account waits for a person', async () => {
    await report('pay-1')
    expect(await panel.decide(ofAccount(`o-${account}`))).toMatchObject({ outcome: 'review', clause: { id: '5' } })
  })

  it('a lost one over the whole charge leaves nothing to credit, a corrected end gives it back', async () => {
    const order = `o-${account}`
    const { json } = await report('pay-1', { order, support_contacted_at: at(-2) })
    await panel.decide(ofAccount(order))
    expect((await close(json, 'lost')).json).toMatchObject({ status: 'lost', charged_back: '10' })
    expect((await panel.get(`/v1/orders/${order}`)).json).toMatchObject({ charged_back: '10', open_disputes: 0 })
    expect(await panel.decide(ofAccount(order))).toMatchObject({
      outcome: 'approve',
      reason_code: 'already_credited',
      refund: { amount: '0.00000' },
    })
    expect((await close(json, 'won')).json).toMatchObject({ status: 'won', charged_back: '0' })
    expect(await panel.decide(ofAccount(order))).toMatchObject({ outcome: 'approve', refund: { amount: '4.00000' } })
  })

  it('in another currency a person states what it took', async () => {
    const order = `o-${account}`
    await panel.put(`/v1/orders/${order}`, {
      facts: { order: { id: order, charge: '10.00', currency: 'USD' }, account: { id: account } },
    })
    const { json } = await report('pay-1', { order, currency: 'EUR', support_contacted_at: at(-2) })
    expect((await close(json, 'lost')).json).toMatchObject({ needs_amount: true, charged_back: '0' })
    expect(await panel.decide(ofAccount(order))).toMatchObject({ outcome: 'review', reason_code: 'dispute_amount' })
    const stated = await close(json, 'lost', { charged_back: '7.5' })
    expect(stated.json).toMatchObject({ needs_amount: false, charged_back: '7.5' })
  })

  it('may be opened again', async () => {
    const { json } = await report('pay-1')
    await close(json, 'won')
    const reopened = await reopen(json)
    expect([reopened.status, reopened.json]).toEqual([
      200,
      expect.objectContaining({ status: 'open', rounds: 1, closed_at: null }),
    ])
    expect((reopened.json['history'] as Json[]).map(({ event }) => event)).toEqual(['opened', 'closed', 'reopened'])
    expect((await reopen({ id: '019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e' })).problem).toBe('dispute_not_found')
  })

  it('has a deadline, by which they are listed and filtered until they end', async () => {
    const soon = await report('pay-1', { respond_by: at(48) })
    const overdue = await report('pay-2', { respond_by: '2026-02-20T10:00:00+02:00' })
    const without = await report('pay-3', { respond_by: null, support_contacted_at: null })
    expect([soon, overdue, without].map(({ json }) => json['respond_by'])).toEqual([
      at(48),
      '2026-02-20T08:00:00.000Z',
      null,
    ])
    const listed = async (query: string) =>
      (await panel.pages(`/v1/disputes?account=${account}&${query}`)).map(({ id }) => id)
    const ids = [overdue, soon, without].map(({ json }) => json['id'])
    expect(await listed('sort=respond_by')).toEqual(ids)
    expect(await listed(`respond_before=${at(48)}`)).toEqual(ids.slice(0, 1))
    expect((await close(overdue.json, 'lost')).json).toMatchObject({ respond_by: null })
    expect(await listed(`respond_before=${at(49)}`)).toEqual(ids.slice(1, 2))
    const reopening = `/v1/disputes/${String(overdue.json['id'])}/reopen`
    expect(await panel.post(reopening, { respond_by: at(1) })).toMatchObject({
      status: 400,
      json: { detail: 'The body is not taken here: what may be said stands in the query (respond_by).' },
    })
    const again = await panel.post(`${reopening}?respond_by=${at(1)}`, undefined)
    expect(again.json).toMatchObject({ status: 'open', respond_by: at(1) })
    expect(await listed('sort=respond_by')).toEqual(ids)
  })

  it('an inquiry blocks nothing and is no dispute in the history; of a higher kind it is amended', async () => {
    const order = `o-${account}`
    const inquiry = { order, provider_id: 'dp-2', kind: 'inquiry' }
    await report('pay-1', inquiry)
    expect((await panel.get(`/v1/accounts/${account}`)).json).toMatchObject({
      open_disputes: 0,
      counters: { disputes: 0 },
    })
    expect(await report('pay-1', { ...inquiry, kind: 'chargeback' })).toMatchObject({ json: { kind: 'chargeback' } })
    expect((await panel.get(`/v1/accounts/${account}`)).json).toMatchObject({
      open_disputes: 1,
      counters: { disputes: 1 },
    })
  })

  it('a lost one over an order that got credit goes to a person, who cannot approve more', async () => {
    const order = `o-${account}`
    await panel.decide(ofAccount(order))
    const { json } = await report('pay-1', { order, support_contacted_at: at(-2) })
    await close(json, 'lost')
    const waiting = (await panel.get(`/v1/orders/${order}`)).json['recovery'] as Json
    expect(waiting).toMatchObject({ reason_code: 'recovery', due_by: at(72) })
    const review = `/v1/reviews/${String(waiting['id'])}`
    expect((await panel.get(review)).json).toMatchObject({ status: 'waiting', proposed: null, overlap: '4' })
    const approve = await panel.post(`${review}/resolution`, { outcome: 'approve', amount: '1', note: 'no' })
    expect(approve.problem).toBe('invalid_request')
    expect((await panel.post(`${review}/resolution`, { outcome: 'deny', note: 'taken back by hand' })).status).toBe(200)
  })

  it('closed alike again it is answered alike; another end corrects it', async () => {
    const { json } = await report('pay-1')
    const closed = await close(json, 'lost')
    expect((await close(json, 'lost')).json).toEqual(closed.json)
    expect((await report('pay-1')).json).toEqual(closed.json)
    expect((await close(json, 'withdrawn')).json).toMatchObject({ status: 'withdrawn' })
    expect((await panel.get(`/v1/accounts/${account}`)).json).toMatchObject({ open_disputes: 0 })
    expect((await close({ id: '019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e' }, 'won')).problem).toBe('dispute_not_found')
    expect((await close(json, 'open')).problem).toBe('invalid_request')
  })

  it('are listed newest first, in pages', async () => {
    for (const payment of ['pay-1', 'pay-2', 'pay-3']) {
      panel.clock.advance(hour)
      await report(payment)
    }
    expect((await panel.pages(`/v1/disputes?account=${account}&status=open`)).length).toBe(3)
    expect(await panel.pages(`/v1/disputes?account=${account}&status=lost`)).toEqual([])
    const first = await panel.get('/v1/disputes?limit=2')
    const second = await panel.get(`/v1/disputes?limit=1&cursor=${String(first.json['next_cursor'])}`)
    const items = [...(first.json['items'] as Json[]), ...(second.json['items'] as Json[])]
    expect(items.map((dispute) => [dispute['account'], dispute['payment_reference']])).toEqual([
      [account, 'pay-3'],
      [account, 'pay-2'],
      [account, 'pay-1'],
    ])
  })
})
