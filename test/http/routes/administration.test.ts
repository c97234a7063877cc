import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Json, newStoreFile, openPanel, type Panel, partial, storeKinds } from '../open-panel.ts'

describe.each(storeKinds)('the stop switch over HTTP, %s store', (kind) => {
  let panel: Panel
  beforeAll(async () => {
    panel = await openPanel(kind)
  })
  afterAll(() => panel.close())

  const pause = (reason: string) => panel.post('/v1/approvals/pause', { reason })
  const resume = (reason: string) => panel.post('/v1/approvals/resume', { reason })

  it('makes a review of what would pay, until it is resumed, and says who, when and why', async () => {
    expect((await panel.get('/v1/approvals')).json).toEqual({ paused: false, since: null, by: null, reason: null })
    const paused = await pause('wrong statuses')
    expect(paused.json).toEqual({
      paused: true,
      since: '2026-03-01T12:00:00.000Z',
      by: 'admin',
      reason: 'wrong statuses',
    })
    expect((await panel.get('/v1/approvals')).json).toEqual(paused.json)
    expect(await panel.decide(partial('o-paused'))).toMatchObject({
      outcome: 'review',
      reason_code: 'approvals_paused',
      refund: null,
      review: { proposed: '4.00000' },
    })
    expect((await resume('right again')).json).toMatchObject({ paused: false, reason: 'right again' })
    expect(await panel.decide(partial('o-paused'))).toMatchObject({ outcome: 'approve' })
  })

  it('leaves denials alone, and reviewers may still approve', async () => {
    await pause('test')
    const denied = await panel.decide(partial('o-denied', { order: { status: 'completed' } }))
    expect(denied.outcome).toBe('deny')
    const { id } = await panel.decide(partial('o-held'))
    const resolution = { outcome: 'approve', note: 'checked' }
    expect((await panel.post(`/v1/reviews/${id}/resolution`, resolution)).json).toMatchObject({
      resolution: { amount: '4.00000' },
    })
    await resume('test')
  })

  it('is a 409 where it is in that state already', async () => {
    expect((await resume('again')).problem).toBe('approvals_unchanged')
    await pause('once')
    const again = await pause('twice')
    expect([again.status, again.problem]).toEqual([409, 'approvals_unchanged'])
    expect((await panel.get('/v1/approvals')).json['reason']).toBe('once')
    await resume('over')
  })

  it('needs a reason', async () => {
    expect((await pause('')).problem).toBe('invalid_request')
    expect((await panel.post('/v1/approvals/pause', {})).problem).toBe('invalid_request')
  })

  it('stands in the audit log, which is read in pages, newest first', async () => {
    const whole = (await panel.get('/v1/audit')).json['items'] as readonly Json[]
    expect(whole.map(({ sequence }) => sequence)).toEqual(whole.map((_, index) => whole.length - index))
    expect(whole.map((entry) => entry['kind'])).toContain('policy_published')
    expect(whole[0]).toMatchObject({
      kind: 'approvals_resumed',
      author: 'admin',
      details: { reason: 'over' },
      approvals_paused: false,
    })
    expect(await panel.pages('/v1/audit?limit=3')).toEqual(whole)
    expect((await panel.get('/v1/audit?cursor=x')).problem).toBe('invalid_request')
    const wanted = 'kind=approvals_paused,approvals_resumed&author=admin&from=2026-03-01T12:00:00%2B00:00'
    const switched = whole.filter((entry) => String(entry['kind']).startsWith('approvals_'))
    expect((await panel.get(`/v1/audit?${wanted}`)).json['items']).toEqual(switched)
    expect((await panel.get('/v1/audit?policy=smm-panel&subject=nobody')).json['items']).toEqual([])
  })
})

it('a pause in one service holds in another on the same file at its next decision, and so does its end', async () => {
  const file = newStoreFile()
  const [one, other] = [await openPanel('sqlite', file), await openPanel('sqlite', file)]
  for (let round = 1; round <= 5; round += 1) {
    await one.post('/v1/approvals/pause', { reason: 'test' })
    expect((await other.decide(partial(`o-${round}`))).reason_code).toBe('approvals_paused')
    await other.post('/v1/approvals/resume', { reason: 'test' })
    expect((await one.decide(partial(`o-${round}`))).outcome).toBe('approve')
  }
  await one.close()
  await other.close()
})
