import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { eventTypes } from '../../../src/events/event.ts'
import { feedWaiting } from '../../../src/journal/feed.ts'
import { type Json, openPanel, type Panel, partial, suspected } from '../open-panel.ts'

const note = 'a note that nobody else reads'
const page = async (panel: Panel, query: string): Promise<{ items: readonly Json[]; next_after: number }> => {
  const { status, json, text } = await panel.get(`/v1/events?${query}`)
  if (status !== 200) throw new Error(text)
  return json as unknown as { items: readonly Json[]; next_after: number }
}
const feed = (panel: Panel) => feedWaiting(panel.running.service.storage, 100)

/** Does one thing of nearly every kind. */
async function live(panel: Panel): Promise<{ readonly approved: string; readonly resolved: string }> {
  const order = { id: 'o-1', quantity: 1000, charge: '10.00', currency: 'USD' }
  await panel.put('/v1/orders/o-1', { facts: { order, account: { id: 'a-1' } } })
  const { id: approved } = await panel.decide(partial('o-1'))
  await panel.post(`/v1/decisions/${approved}/delivery`, { status: 'failed', reference: note })
  await panel.post(`/v1/decisions/${approved}/delivery`, { status: 'delivered', reference: 'tx-1' })
  await panel.post(`/v1/decisions/${approved}/delivery`, { status: 'returned', reference: note })
  const { id: resolved } = await panel.decide(suspected('o-2'))
  await panel.post(`/v1/reviews/${resolved}/resolution`, { outcome: 'approve', amount: '1', note })
  await panel.post(`/v1/decisions/${approved}/reopen`, { reason: note })
  await panel.post('/v1/orders/o-2/credits', { amount: '1', currency: 'USD', reference: 'there-1', reason: note })
  await panel.post('/v1/orders/o-2/charges', { amount: '1', reference: 'pay-2', reason: note })
  await panel.post('/v1/orders/o-2/corrections', { facts: { order: { quantity: 999 } }, reason: note })
  await panel.post('/v1/accounts/a-1/debits', { amount: '0.5', currency: 'USD', reference: 'o-9' })
  await panel.post('/v1/accounts/a-1/adjustments', { amount: '2', currency: 'USD', reason: note })
  const notice = { account: 'a-1', payment_reference: 'pay-1', order: 'o-1', amount: '10', currency: 'USD' }
  const dispute = await panel.post('/v1/disputes', { ...notice, opened_at: '2026-03-01T10:00:00Z' })
  await panel.post(`/v1/disputes/${String(dispute.json['id'])}/outcome`, { outcome: 'won' })
  await panel.post(`/v1/disputes/${String(dispute.json['id'])}/reopen`, undefined)
  await panel.post('/v1/accounts/a-1/standing', { standing: 'good', reason: note })
  await panel.decide({ ...partial('o-3', { order: { status: 'pending' }, account: { id: 'a-2' } }) })
  await panel.post('/v1/approvals/pause', { reason: note })
  await panel.post('/v1/approvals/resume', { reason: note })
  const key = await panel.post('/v1/keys', { name: 'leaving', roles: ['review'], review_levels: { '*': 'manager' } })
  await panel.running.send('DELETE', `/v1/keys/${String(key.json['id'])}`)
  await feed(panel)
  return { approved, resolved }
}

describe('GET /v1/events', () => {
  let panel: Panel
  let ids: { readonly approved: string; readonly resolved: string }
  beforeAll(async () => {
    panel = await openPanel('sqlite')
    ids = await live(panel)
  })
  afterAll(() => panel.close())

  it('tells every entry of every stream and of the audit log once, numbered without gaps', async () => {
    const { storage, audit } = panel.running.service
    const { items, next_after } = await page(panel, 'limit=200')
    const accounts = await storage.accounts(null, 100)
    const streams = await Promise.all(accounts.map((account) => storage.stream(account, 0, 1000)))
    const acts = (await audit.find({}, { before: null, limit: 1000 })).items
    const written = [...streams.flat(), ...acts].map(({ id }) => id)
    expect(items.map(({ number }) => number)).toEqual(written.map((_, index) => index + 1))
    expect(new Set(items.map(({ id }) => id))).toEqual(new Set(written))
    expect(next_after).toBe(items.length)
    const untold = [
      'policy.retired',
      'erasure.requested',
      'erasure.completed',
      'retention.applied',
      'api_key.rotated',
      'decision.denied',
      'review.extended',
      'review.escalated',
      'dispute.amended',
      'account.erased',
      'policy.release_changed',
      'entries.archived',
      'entries.restored',
      'store.verified',
      ...eventTypes.filter((type) => type.startsWith('draft.')),
    ]
    const told = new Set(items.map(({ type }) => type))
    expect(eventTypes.filter((type) => !told.has(type) && !untold.includes(type))).toEqual(['order.credit_taken_back'])
  })

  it('tells ids, outcomes and amounts, and what follows from an entry; no note, message or fact', async () => {
    const { items } = await page(panel, 'limit=200')
    const told = JSON.stringify(items)
    for (const kept of [note, '"undelivered"', 'not delivered', '1000']) expect(told).not.toContain(kept)
    const approved = items.find(({ id }) => id === ids.approved)
    expect(approved).toMatchObject({
      type: 'decision.approved',
      at: '2026-03-01T12:00:00.000Z',
      account: 'a-1',
      order: 'o-1',
      part: null,
      policy: 'smm-panel',
      data: {
        outcome: 'approve',
        rule: 'undelivered-part',
        clause_url: '/policy/smm-panel/versions/1#clause-2.b',
        refund: { amount: '4.00000' },
        policy_version: 1,
      },
    })
    expect(items.find(({ type }) => type === 'review.resolved')).toMatchObject({
      data: { review: ids.resolved, outcome: 'approve', refund: { amount: '1.00000' } },
    })
    expect(items.find(({ type }) => type === 'dispute.opened')).toMatchObject({
      data: { payment_reference: 'pay-1', standing: 'suspended' },
    })
    expect(items.find(({ type }) => type === 'policy.published')).toMatchObject({
      account: null,
      policy: 'smm-panel',
      data: { version: 1 },
    })
  })

  it('goes on behind the number that the page before ended with', async () => {
    const whole = await page(panel, 'limit=200')
    const items: Json[] = []
    for (let after = 0, more = true; more; ) {
      const next = await page(panel, `after=${after}&limit=7`)
      items.push(...next.items)
      more = next.next_after > after
      after = next.next_after
    }
    expect(items).toEqual(whole.items)
  })

  it('takes types with commas or repeated, and an account', async () => {
    const { items } = await page(panel, 'limit=200')
    const wanted = items.filter(({ type }) => type === 'dispute.opened' || type === 'credit.returned')
    expect((await page(panel, 'types=dispute.opened,credit.returned')).items).toEqual(wanted)
    expect((await page(panel, 'types=dispute.opened&types=credit.returned')).items).toEqual(wanted)
    const ofAccount = items.filter(({ account }) => account === 'a-2')
    expect(ofAccount).toHaveLength(1)
    expect(await page(panel, 'account=a-2')).toEqual({ items: ofAccount, next_after: items.length })
    expect((await page(panel, 'account_id=a-2')).items).toEqual(ofAccount)
  })

  it.each([
    'after=-1',
    'types=nothing',
    'types=',
    'wait=31',
    'limit=201',
    'account=a-1&account_id=a-1',
    'after=1&after=2',
  ])('refuses %s', async (query) => {
    expect((await panel.get(`/v1/events?${query}`)).problem).toBe('invalid_request')
  })
})

describe('a long poll for events', () => {
  let panel: Panel
  beforeAll(async () => {
    panel = await openPanel('memory')
    await feed(panel)
  })
  afterAll(() => panel.close())
  const tail = async () => (await page(panel, 'limit=200')).next_after

  it('is answered once there is an event that it asked for', async () => {
    const after = await tail()
    const waiting = page(panel, `after=${after}&types=decision.approved&wait=30`)
    await panel.decide(partial('o-1', { order: { status: 'pending' } }))
    await feed(panel)
    await panel.decide(partial('o-1'))
    await feed(panel)
    const { items, next_after } = await waiting
    expect(items.map(({ type, order }) => [type, order])).toEqual([['decision.approved', 'o-1']])
    expect(next_after).toBe(after + 2)
  })

  it('is answered with nothing when its time is up', async () => {
    const after = await tail()
    expect(await page(panel, `after=${after}&wait=1`)).toEqual({ items: [], next_after: after })
  })

  it('ends when the service closes', async () => {
    const closing = await openPanel('memory')
    await feed(closing)
    const waiting = page(closing, 'after=1000&wait=30')
    await wait(100)
    await closing.close()
    expect(await waiting).toEqual({ items: [], next_after: 1000 })
  })
})
