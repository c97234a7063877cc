import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openPanelOrders, type PanelOrders } from './open-orders.ts'

describe('a dispute about a part of the price', () => {
  let panel: PanelOrders
  beforeAll(async () => {
    panel = await openPanelOrders()
  })
  afterAll(() => panel.close())

  const lost = async (name: string, amount: string, more: object = {}) => {
    const dispute = (await panel.dispute(name, amount, more)).json
    return (await panel.end(dispute, 'lost')).json
  }

  it('lost, it takes its own amount, and the rest stays due', async () => {
    await panel.place('o-1')
    expect(await lost('o-1', '7.00')).toMatchObject({ status: 'lost', charged_back: '7', needs_amount: false })
    expect(await panel.cancel('o-1')).toMatchObject({
      outcome: 'approve',
      message: expect.stringContaining('17.00000 USD are credited to your balance now.'),
      refund: { amount: '17.00000', entitled: '24.00000', already_credited: '7.00000' },
    })
  })

  it('is less than what a Partial is due, or more', async () => {
    await panel.place('o-2')
    await lost('o-2', '7.00')
    expect(await panel.miss('o-2', 500)).toMatchObject({ refund: { amount: '5.00000' } })
    await panel.place('o-3')
    await lost('o-3', '13.00')
    expect(await panel.miss('o-3', 500)).toMatchObject({
      reason_code: 'already_credited',
      refund: { amount: '0.00000' },
    })
  })

  it('lost after a partial refund, what is left is less what both gave', async () => {
    await panel.place('o-4')
    await panel.miss('o-4', 250)
    await lost('o-4', '7.00')
    expect(await panel.cancel('o-4')).toMatchObject({ refund: { amount: '11.00000', already_credited: '13.00000' } })
  })

  it('while it is open a person decides, and may approve once it is closed', async () => {
    await panel.place('o-5')
    const dispute = (await panel.dispute('o-5', '7.00')).json
    const asked = await panel.cancel('o-5')
    expect(asked).toMatchObject({ outcome: 'review', reason_code: 'dispute_open', review: { proposed: '24.00000' } })
    const early = await panel.resolve(asked, { outcome: 'approve' })
    expect([early.status, early.problem]).toEqual([409, 'review_not_ready'])
    await panel.end(dispute, 'lost')
    const { json } = await panel.resolve(asked, { outcome: 'approve' })
    expect(json['resolution']).toMatchObject({ amount: '17.00000' })
  })

  it('an end that is corrected to won gives back what it took', async () => {
    await panel.place('o-6')
    const dispute = await lost('o-6', '7.00')
    await panel.cancel('o-6')
    expect((await panel.end(dispute, 'won')).json).toMatchObject({ status: 'won', charged_back: '0' })
    expect(await panel.cancel('o-6')).toMatchObject({ refund: { amount: '7.00000' } })
  })

  it('in another currency, a person states what it took before anything is paid', async () => {
    await panel.place('o-7')
    const dispute = await lost('o-7', '7.00', { currency: 'EUR' })
    expect(dispute).toMatchObject({ charged_back: '0', needs_amount: true })
    expect(await panel.cancel('o-7')).toMatchObject({ outcome: 'review', reason_code: 'dispute_amount' })
    const stated = (await panel.end(dispute, 'lost', { charged_back: '7.80' })).json
    expect(stated).toMatchObject({ charged_back: '7.8', needs_amount: false })
    expect(await panel.cancel('o-7')).toMatchObject({ refund: { amount: '16.20000' } })
  })

  it('lost after everything was refunded, a person looks at what was paid twice', async () => {
    await panel.place('o-8')
    await panel.cancel('o-8')
    await lost('o-8', '7.00')
    const reviews = (await panel.pages('/v1/reviews?limit=50')).filter(({ order }) => order === 'o-8')
    expect(reviews).toMatchObject([{ reason_code: 'recovery', overlap: '7' }])
  })
})
