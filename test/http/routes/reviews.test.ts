import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import * as orders from '../open-panel.ts'
import { hour, type Json, openPanel, type Panel, storeKinds } from '../open-panel.ts'

describe.each(storeKinds)('reviews over HTTP, %s store', (kind) => {
  let panel: Panel
  beforeAll(async () => {
    panel = await openPanel(kind)
  })
  afterAll(() => panel.close())
  let order = ''
  let account = ''
  let number = 0
  beforeEach(() => {
    number += 1
    order = `o-${number}`
    // Many claims of one account would be a review by themselves.
    account = `a-${number}`
    panel.clock.advance(hour)
  })
  const partial = (more: object = {}) => orders.partial(order, { order: more, account: { id: account } })
  const suspected = () => orders.suspected(order, { account: { id: account } })

  const read = async (id: string) => (await panel.get(`/v1/reviews/${id}`)).json
  const resolve = (id: string, json: object) =>
    panel.post(`/v1/reviews/${id}/resolution`, { note: 'looked at', ...json })
  const extend = (id: string, due_by: string) =>
    panel.post(`/v1/reviews/${id}/extension`, { due_by, reason: 'the supplier answers late' })
  const list = async (query: string) =>
    ((await panel.get(`/v1/reviews?limit=200&${query}`)).json['items'] as readonly Json[]).map(
      (review) => review['decision_id'],
    )
  const after = (hours: number) => new Date(panel.clock.now() + hours * hour).toISOString()
  const credited = async () => (await panel.get(`/v1/orders/${order}`)).json['credited']
  const unknownRemains = () => partial({ remains: null })

  describe('times (clause 7)', () => {
    it('a review has 24 hours to its target and is due in 72', async () => {
      const [target_by, due_by] = [after(24), after(72)]
      const { id, review } = await panel.decide(unknownRemains())
      expect(review).toMatchObject({ level: 'support', target_by, due_by })
      expect(await read(id)).toMatchObject({
        status: 'waiting',
        level: 'support',
        target_by,
        due_by,
        escalated_at: null,
      })
    })

    it('a reviewer may extend it with a reason, to a later time only', async () => {
      const { id } = await panel.decide(unknownRemains())
      expect((await extend(id, after(72))).problem).toBe('invalid_request')
      expect((await extend(id, '2026-02-30T12:00:00Z')).problem).toBe('invalid_request')
      expect((await extend(id, after(96).replace('Z', ''))).problem).toBe('invalid_request')
      const extended = await extend(id, after(96).replace('Z', '+00:00'))
      expect([extended.status, extended.json['due_by']]).toEqual([200, after(96)])
      panel.clock.advance(80 * hour)
      expect(await read(id)).toMatchObject({ status: 'waiting' })
      expect(await list('status=overdue')).not.toContain(id)
    })

    it('past its due time it is overdue, without anything being written', async () => {
      const { id } = await panel.decide(unknownRemains())
      panel.clock.advance(72 * hour)
      expect([(await read(id))['status'], await list('status=overdue')]).toEqual([
        'waiting',
        expect.not.arrayContaining([id]),
      ])
      panel.clock.advance(1)
      expect((await read(id))['status']).toBe('overdue')
      expect(await list('status=overdue')).toContain(id)
      expect(await list('status=waiting')).toContain(id)
    })

    it('overdue it is escalated to the next level, once for each due time, and never paid by that', async () => {
      const { id } = await panel.decide(unknownRemains())
      await panel.running.service.reviews.escalateOverdue()
      expect(await read(id)).toMatchObject({ level: 'support' })
      panel.clock.advance(73 * hour)
      await panel.running.service.reviews.escalateOverdue()
      expect(await read(id)).toMatchObject({ status: 'overdue', level: 'manager', escalated_at: after(0) })
      expect(await list('level=manager&status=overdue')).toContain(id)
      expect(await list('level=support')).not.toContain(id)
      const escalated = await read(id)
      panel.clock.advance(100 * hour)
      await panel.running.service.reviews.escalateOverdue()
      expect(await read(id)).toEqual(escalated)
      expect(await credited()).toBe('0')
    })
  })

  describe('a resolution', () => {
    it('approves what is proposed, credits it and says who, when and why', async () => {
      await panel.post('/v1/approvals/pause', { reason: 'test' })
      const { id, review } = await panel.decide(partial())
      await panel.post('/v1/approvals/resume', { reason: 'test' })
      expect(review).toMatchObject({ proposed: '4.00000', method: 'balance_credit' })
      const key = await panel.running.keyOf(`reviewer-${kind}`, ['review'])
      const { json, status } = await panel.post(
        `/v1/reviews/${id}/resolution`,
        { outcome: 'approve', note: 'ok' },
        { key },
      )
      expect(status).toBe(200)
      expect(json).toMatchObject({
        status: 'resolved',
        resolution: {
          outcome: 'approve',
          amount: '4.00000',
          note: 'ok',
          resolved_by: `reviewer-${kind}`,
          resolved_at: after(0),
        },
      })
      expect(await read(id)).toEqual(json)
      expect([await list('status=resolved'), await list('status=waiting')]).toEqual([
        expect.arrayContaining([id]),
        expect.not.arrayContaining([id]),
      ])
      expect(await credited()).toBe('4')
    })

    it('approves up to the charge less what the order already got', async () => {
      await panel.decide(partial())
      const { id } = await panel.decide(suspected())
      const refused = await resolve(id, { outcome: 'approve', amount: '6.00001' })
      expect([refused.status, refused.problem]).toEqual([409, 'refund_too_large'])
      expect(refused.json).toMatchObject({ at_most: { amount: '6.00000', currency: 'USD' } })
      expect((await resolve(id, { outcome: 'approve', amount: '6' })).json).toMatchObject({
        resolution: { amount: '6.00000' },
      })
      expect(await credited()).toBe('10')
    })

    it('denies, and the denial holds for the same state of the order', async () => {
      const { id } = await panel.decide(unknownRemains())
      expect((await resolve(id, { outcome: 'deny' })).json).toMatchObject({
        resolution: { outcome: 'deny', amount: null },
      })
      expect(await panel.decide(unknownRemains())).toMatchObject({ outcome: 'deny', reason_code: 'denied_by_reviewer' })
      expect(await panel.decide(partial())).toMatchObject({ outcome: 'review', reason_code: 'denied_before' })
    })

    it('takes the figure that was shown, and says the new one where it is no longer due', async () => {
      await panel.post('/v1/approvals/pause', { reason: 'test' })
      const { id } = await panel.decide(partial())
      await panel.post('/v1/approvals/resume', { reason: 'test' })
      const facts = { order: { charge: '5.00' } }
      await panel.post(`/v1/orders/${order}/corrections`, { facts, reason: 'the price list was wrong' })
      const changed = await resolve(id, { outcome: 'approve', proposed: '4.00000' })
      expect([changed.status, changed.problem]).toEqual([409, 'proposal_changed'])
      expect(changed.json).toMatchObject({ proposed: '2.00000', currency: 'USD' })
      expect((await resolve(id, { outcome: 'approve', proposed: '2.00' })).json).toMatchObject({
        resolution: { amount: '2.00000' },
      })
    })

    it('above the level of its key is a 403 that names the level; denying is not', async () => {
      const { id } = await panel.decide(suspected())
      const approve = (key: string) =>
        panel.post(`/v1/reviews/${id}/resolution`, { outcome: 'approve', amount: '1', note: 'ok' }, { key })
      const lowest = await panel.running.keyOf(`lowest-${kind}`, ['review'])
      const refused = await approve(lowest)
      expect([refused.status, refused.problem]).toEqual([403, 'review_level_too_low'])
      expect(refused.json).toMatchObject({ needed: 'manager', level: 'support', policy: 'smm-panel' })
      const manager = await panel.post('/v1/keys', {
        name: `manager-${kind}`,
        roles: ['review'],
        review_levels: { 'smm-panel': 'manager' },
      })
      expect((await approve(String(manager.json['secret']))).status).toBe(200)
    })

    it('is one only, also among reviewers at the same time', async () => {
      const { id } = await panel.decide(suspected())
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => resolve(id, { outcome: 'approve', amount: '1' })),
      )
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
      expect(answers.filter(({ problem }) => problem === 'review_already_resolved')).toHaveLength(7)
      expect(await credited()).toBe('1')
    })

    it('is refused where nothing was proposed and no amount is named', async () => {
      const { id } = await panel.decide(suspected())
      expect((await resolve(id, { outcome: 'approve' })).problem).toBe('invalid_request')
    })

    it.each([
      ['no note', { outcome: 'approve', amount: '1', note: '' }],
      ['another outcome', { outcome: 'review' }],
      ['the amount 0', { outcome: 'approve', amount: '0' }],
      ['a negative amount', { outcome: 'approve', amount: '-1' }],
      ['an amount beside a denial', { outcome: 'deny', amount: '1' }],
      ['an unknown method', { outcome: 'approve', amount: '1', method: 'card' }],
    ])('with %s is a 400', async (_name, json) => {
      const { id } = await panel.decide(suspected())
      expect((await resolve(id, json)).problem).toBe('invalid_request')
      expect(await read(id)).toMatchObject({ status: 'waiting' })
    })

    it('of an unknown decision, or one that asked for no review, is a 404', async () => {
      const { id } = await panel.decide(partial())
      expect((await resolve(id, { outcome: 'deny' })).problem).toBe('review_not_found')
      expect((await panel.get(`/v1/reviews/${id}`)).problem).toBe('review_not_found')
      expect((await extend('019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e', after(99))).problem).toBe('review_not_found')
    })

    it('approving while the charge is unknown is a 409 that says what to do first, and then it works', async () => {
      const { id } = await panel.decide(partial({ charge: null, currency: null }))
      const refused = await resolve(id, { outcome: 'approve', amount: '1' })
      expect([refused.status, refused.problem]).toEqual([409, 'review_not_ready'])
      expect(refused.json['detail']).toContain('Register the order')
      await panel.put(`/v1/orders/${order}`, {
        facts: { order: { id: order, charge: '10.00', currency: 'USD' }, account: { id: account } },
      })
      expect((await resolve(id, { outcome: 'approve', amount: '1' })).status).toBe(200)
    })

    it('approving while a dispute is open is a 409 that says what to do first; denying is not', async () => {
      const { id } = await panel.decide(suspected())
      const notice = { account, order, amount: '10', currency: 'USD', opened_at: '2026-03-01T00:00:00Z' }
      const { json: dispute } = await panel.post('/v1/disputes', { ...notice, payment_reference: `pay-${order}` })
      const refused = await resolve(id, { outcome: 'approve', amount: '1' })
      expect([refused.status, refused.problem]).toEqual([409, 'review_not_ready'])
      expect(refused.json['detail']).toContain('Close it first')
      await panel.post(`/v1/disputes/${String(dispute['id'])}/outcome`, { outcome: 'won' })
      expect((await resolve(id, { outcome: 'approve', amount: '1' })).status).toBe(200)
    })
  })

  describe('a newer decision', () => {
    it('takes the place of a review that no rule asked for', async () => {
      const { id } = await panel.decide(unknownRemains())
      const approved = await panel.decide(partial())
      expect(approved.outcome).toBe('approve')
      expect(await read(id)).toMatchObject({ status: 'superseded', resolution: null, superseded_by: approved.id })
      const late = await resolve(id, { outcome: 'deny' })
      expect([late.status, late.problem]).toEqual([409, 'review_already_resolved'])
      expect(await list('status=waiting')).not.toContain(id)
    })

    it('does not get past a review that a rule asked for: it joins it, which keeps its id and due time', async () => {
      const first = await panel.decide(suspected())
      panel.clock.advance(5 * hour)
      const next = await panel.decide(partial({ remains: 500 }))
      expect(next).toMatchObject({ outcome: 'review', review: { id: first.id, due_by: first.review?.due_by } })
      const waiting = await list('status=waiting')
      expect([waiting.includes(first.id), waiting.includes(next.id)]).toEqual([true, false])
      expect(await read(first.id)).toMatchObject({ decision_id: first.id, asked_by: next.id })
      expect(await read(next.id)).toEqual(await read(first.id))
      const resolved = await resolve(next.id, { outcome: 'approve', amount: '1' })
      expect(resolved.json).toMatchObject({ decision_id: first.id, status: 'resolved' })
      expect((await panel.get(`/v1/decisions/${next.id}`)).json).toMatchObject({ resolution: { outcome: 'approve' } })
    })
  })

  describe('a decision that is reopened', () => {
    const reopen = (id: string, reason = 'a photograph came') => panel.post(`/v1/decisions/${id}/reopen`, { reason })

    it('waits in a review that no report takes the place of; its approval lifts the denial', async () => {
      const { id } = await panel.decide(unknownRemains())
      await resolve(id, { outcome: 'deny' })
      const denied = await panel.decide(partial({ remains: null, status: 'partial' }))
      const reopened = await reopen(denied.id)
      expect([reopened.status, reopened.json]).toEqual([
        201,
        expect.objectContaining({ status: 'waiting', reason_code: 'reopened', asked_by: denied.id }),
      ])
      expect((await reopen(denied.id)).json).toMatchObject({
        code: 'review_waits',
        waiting: reopened.json['decision_id'],
      })
      const approved = await resolve(String(reopened.json['decision_id']), { outcome: 'approve', amount: '1' })
      expect(approved.json).toMatchObject({ status: 'resolved', resolution: { amount: '1.00000' } })
    })

    it('has to exist', async () => {
      expect((await reopen('019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e')).problem).toBe('decision_not_found')
    })
  })

  describe('the queue', () => {
    it('has the earliest due first, in pages, and its summary counts it', async () => {
      const { json: summary } = await panel.get('/v1/reviews/summary')
      const whole = (await panel.get('/v1/reviews?limit=200')).json['items'] as readonly Json[]
      const dues = whole.map((review) => String(review['due_by']))
      expect(dues).toEqual(dues.toSorted())
      expect(await panel.pages('/v1/reviews?limit=2')).toEqual(whole)
      const overdue = whole.filter(({ status }) => status === 'overdue').length
      expect(summary).toMatchObject({ waiting: whole.length, overdue, next_due_by: dues[0] })
      const levels = Object.values(summary['levels'] as Record<string, { readonly waiting: number }>)
      expect(levels.reduce((sum, { waiting }) => sum + waiting, 0)).toBe(whole.length)
    })

    it.each(['status=open', 'level=', 'cursor=x', 'order=o-1'])('refuses the query %s', async (query) => {
      expect((await panel.get(`/v1/reviews?${query}`)).problem).toBe('invalid_request')
    })
  })
})
