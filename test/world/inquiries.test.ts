import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openPanelOrders, type PanelOrders } from './open-orders.ts'

describe('a bank that only asks', () => {
  let panel: PanelOrders
  beforeAll(async () => {
    panel = await openPanelOrders()
  })
  afterAll(() => panel.close())

  const silent = { support_contacted_at: undefined }
  const asks = (name: string, more: object = {}) =>
    panel.dispute(name, '24.00', { ...silent, kind: 'inquiry', ...more })

  it('suspends nobody and stops no refund', async () => {
    await panel.place('o-1')
    const { status, json } = await asks('o-1')
    expect(status).toBe(201)
    expect(json).toMatchObject({ kind: 'inquiry', outcome: 'none', standing: 'good', status: 'open' })
    expect(await panel.account('o-1')).toMatchObject({ standing: 'good', open_disputes: 0 })
    expect(await panel.cancel('o-1')).toMatchObject({ outcome: 'approve', refund: { amount: '24.00000' } })
  })

  it('counts as no earlier dispute', async () => {
    await panel.place('o-2')
    await asks('o-2')
    const { json } = await panel.dispute('o-2', '24.00', { ...silent, payment_reference: 'another-payment' })
    expect(json).toMatchObject({ rule: 'dispute-first-time', standing: 'suspended' })
  })

  it('that turns into a chargeback is one from then on', async () => {
    await panel.place('o-3')
    const named = { provider_id: 'bank-o-3' }
    const question = await asks('o-3', named)
    const { json } = await panel.dispute('o-3', '24.00', { ...silent, ...named, kind: 'chargeback' })
    expect(json).toMatchObject({ id: question.json['id'], kind: 'chargeback', standing: 'suspended' })
    expect(json['history']).toMatchObject([{ event: 'opened' }, { event: 'amended', standing: 'suspended' }])
    expect(await panel.cancel('o-3')).toMatchObject({ outcome: 'review', reason_code: 'account_suspended' })
  })

  it('a question that arrives late makes no chargeback milder', async () => {
    await panel.place('o-4')
    const named = { provider_id: 'bank-o-4' }
    await panel.dispute('o-4', '24.00', { ...silent, ...named })
    const { json } = await asks('o-4', named)
    expect(json).toMatchObject({ kind: 'chargeback', standing: 'suspended' })
  })

  it('a notice without a kind is a chargeback', async () => {
    await panel.place('o-5')
    expect((await panel.dispute('o-5', '24.00', silent)).json).toMatchObject({
      kind: 'chargeback',
      standing: 'suspended',
    })
  })

  it('an unknown kind is refused', async () => {
    await panel.place('o-6')
    const { status, problem } = await panel.dispute('o-6', '24.00', { kind: 'question' })
    expect([status, problem]).toEqual([400, 'invalid_request'])
  })

  it('won or withdrawn, it leaves everything as it is', async () => {
    await panel.place('o-7')
    const { json } = await asks('o-7')
    expect((await panel.end(json, 'withdrawn')).json).toMatchObject({ status: 'withdrawn', standing: 'good' })
    expect(await panel.cancel('o-7')).toMatchObject({ refund: { amount: '24.00000' } })
  })
})
