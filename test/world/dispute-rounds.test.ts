import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openPanelOrders, type PanelOrders } from './open-orders.ts'

describe('several disputes about one payment', () => {
  let panel: PanelOrders
  beforeAll(async () => {
    panel = await openPanelOrders()
  })
  afterAll(() => panel.close())

  const later = { opened_at: '2026-02-25T09:00:00Z' }
  const waits = { outcome: 'review', reason_code: 'dispute_open', refund: null }

  it('each is taken, and while one is open nothing is paid by itself', async () => {
    await panel.place('o-1')
    const first = await panel.dispute('o-1', '12.00')
    const second = await panel.dispute('o-1', '6.00', later)
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.json['id']).not.toBe(first.json['id'])
    expect(await panel.order('o-1')).toMatchObject({ open_disputes: 2 })
    await panel.end(first.json, 'won')
    expect(await panel.cancel('o-1')).toMatchObject(waits)
    await panel.end(second.json, 'won')
    expect(await panel.cancel('o-1')).toMatchObject({ outcome: 'approve', refund: { amount: '24.00000' } })
  })

  it('the same amount, opened later without an id of the bank, is a dispute of its own', async () => {
    await panel.place('o-2')
    const first = await panel.dispute('o-2', '12.00')
    await panel.end(first.json, 'won')
    const second = await panel.dispute('o-2', '12.00', { ...later, support_contacted_at: undefined })
    expect([second.status, second.json]).toMatchObject([201, { status: 'open', standing: 'suspended' }])
    expect(await panel.cancel('o-2')).toMatchObject({ ...waits, reason_code: 'account_suspended' })
  })

  it("under the bank's id it is a second round of the same one", async () => {
    await panel.place('o-3')
    const named = { provider_id: 'bank-o-3' }
    const first = await panel.dispute('o-3', '12.00', named)
    await panel.end(first.json, 'won')
    const again = await panel.dispute('o-3', '12.00', { ...named, ...later })
    expect(again.json).toMatchObject({ id: first.json['id'], status: 'open', rounds: 1 })
    expect(await panel.cancel('o-3')).toMatchObject(waits)
    await panel.end(again.json, 'lost')
    expect(await panel.cancel('o-3')).toMatchObject({ refund: { amount: '12.00000', already_credited: '12.00000' } })
  })

  it('the notice of before, sent again after the end, opens nothing', async () => {
    await panel.place('o-4')
    const first = await panel.dispute('o-4', '12.00')
    await panel.end(first.json, 'won')
    const again = await panel.dispute('o-4', '12.00')
    expect([again.status, again.json['status']]).toEqual([200, 'won'])
    expect(await panel.cancel('o-4')).toMatchObject({ refund: { amount: '24.00000' } })
  })

  it('a round that is opened by hand counts as well', async () => {
    await panel.place('o-5')
    const first = await panel.dispute('o-5', '12.00')
    await panel.end(first.json, 'lost')
    const again = await panel.post(`/v1/disputes/${String(first.json['id'])}/reopen`, undefined)
    expect(again.json).toMatchObject({ status: 'open', rounds: 1, charged_back: '12' })
    expect(await panel.cancel('o-5')).toMatchObject(waits)
    await panel.end(first.json, 'won')
    expect(await panel.cancel('o-5')).toMatchObject({ refund: { amount: '24.00000' } })
  })

  it('two that are lost take both amounts', async () => {
    await panel.place('o-6')
    for (const [amount, more] of [
      ['12.00', {}],
      ['6.00', later],
    ] as const) {
      await panel.end((await panel.dispute('o-6', amount, more)).json, 'lost')
    }
    expect(await panel.order('o-6')).toMatchObject({ charged_back: '18', open_disputes: 0 })
    expect(await panel.cancel('o-6')).toMatchObject({ refund: { amount: '6.00000' } })
  })

  it('a second one that is lost after a partial refund takes what was given already: a person looks at it', async () => {
    await panel.place('o-7')
    await panel.end((await panel.dispute('o-7', '12.00')).json, 'lost')
    const second = await panel.dispute('o-7', '10.00', later)
    await panel.end(second.json, 'won')
    expect(await panel.cancel('o-7')).toMatchObject({ refund: { amount: '12.00000' } })
    await panel.end(second.json, 'lost')
    expect(await panel.order('o-7')).toMatchObject({
      credited: '12',
      charged_back: '22',
      recovery: { reason_code: 'recovery' },
    })
  })

  it('the same id for another payment or amount is refused', async () => {
    await panel.place('o-8')
    const named = { provider_id: 'bank-o-8' }
    await panel.dispute('o-8', '12.00', named)
    for (const [amount, more] of [
      ['11.00', named],
      ['12.00', { ...named, payment_reference: 'another' }],
    ] as const) {
      const { status, problem } = await panel.dispute('o-8', amount, more)
      expect([status, problem]).toEqual([409, 'dispute_conflict'])
    }
  })
})
