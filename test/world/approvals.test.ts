import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Json } from '../http/open-panel.ts'
import { openWorld, type World } from './open-world.ts'

const lock = (sale: string) => ({ name: 'lock_score', parameters: { sale } })

describe('what a person approves is the decision of its rule', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld('sheet-music')
  })
  afterAll(() => world.close())

  /** A sale of 28.00 EUR, above what is refunded without a person. */
  const returned = (player: string, sale: string, more: object = {}) =>
    world.rule({ sale: { number: sale, paid: '28.00', currency: 'EUR', ...more }, player: { number: player } })
  const small = { paid: '9.00' }
  const read = async (decision: Json) => (await world.get(`/v1/decisions/${String(decision['id'])}`)).json

  it('its actions come with the approval and stand with the decision', async () => {
    const asked = await returned('p-1', 's-1')
    expect(asked).toMatchObject({ outcome: 'review', reason_code: 'over_limit', actions: [] })
    const approved = (await world.resolve(asked, { outcome: 'approve' })).json
    expect(approved['resolution']).toMatchObject({ amount: '28.00', rule: 'first-return', actions: [lock('s-1')] })
    expect((await read(asked))['resolution']).toEqual(approved['resolution'])
  })

  it('it counts as an approval of that rule: the second return is denied', async () => {
    await world.resolve(await returned('p-2', 's-2a'), { outcome: 'approve' })
    expect(await returned('p-2', 's-2b', small)).toMatchObject({ outcome: 'deny', reason_code: 'returned_before' })
  })

  it('the approval of a part counts too, gives the actions once, and denies the rest', async () => {
    const asked = await returned('p-3', 's-3a')
    const approved = (await world.resolve(asked, { outcome: 'approve', amount: '10.00' })).json
    expect(approved['resolution']).toMatchObject({ amount: '10.00', actions: [lock('s-3a')] })
    expect(await returned('p-3', 's-3a')).toMatchObject({ outcome: 'deny', actions: [] })
    expect(await returned('p-3', 's-3b', small)).toMatchObject({ outcome: 'deny', reason_code: 'returned_before' })
    expect(await world.order('s-3a')).toMatchObject({ credited: '10' })
  })

  it('a review in a currency that was corrected meanwhile is approved only after the order was reported again', async () => {
    const damaged = (currency: string) => returned('p-10', 's-10', { paid: '9', currency, damaged: true })
    const asked = await damaged('JPY')
    const correction = { policy: 'sheet-music', facts: { sale: { currency: 'KWD' } }, reason: 'wrong code' }
    expect((await world.post('/v1/orders/s-10/corrections', correction)).status).toBe(200)
    const stale = await world.resolve(asked, { outcome: 'approve', proposed: '9' })
    expect(stale.status).toBe(409)
    expect(stale.json).toMatchObject({ code: 'review_not_ready', detail: expect.stringContaining('asked in JPY') })
    const anew = await damaged('KWD')
    expect(anew).toMatchObject({ outcome: 'review', review: { proposed: '9.000', currency: 'KWD' } })
    const { json } = await world.resolve(anew, { outcome: 'approve', proposed: '9.000' })
    expect(json['resolution']).toMatchObject({ amount: '9.000', refund: { currency: 'KWD' } })
  })

  it('a denial gives no actions and counts as no approval', async () => {
    const asked = await returned('p-4', 's-4a')
    const denied = (await world.resolve(asked, { outcome: 'deny' })).json
    expect(denied['resolution']).toMatchObject({ outcome: 'deny', actions: [], amount: null })
    expect(await returned('p-4', 's-4a')).toMatchObject({ outcome: 'deny', reason_code: 'denied_by_reviewer' })
    expect(await returned('p-4', 's-4b', small)).toMatchObject({ outcome: 'approve', actions: [lock('s-4b')] })
  })

  it('a report after the approval gives nothing a second time', async () => {
    const asked = await returned('p-5', 's-5', { ...small, damaged: true })
    const approved = (await world.resolve(asked, { outcome: 'approve' })).json['resolution'] as Json
    const again = await returned('p-5', 's-5', small)
    expect(again).toMatchObject({ reason_code: 'already_credited', actions: [] })
    expect(again['actions_given_before']).toEqual(approved['actions'])
  })

  it('a rule that asks for a review gives its actions only with the approval', async () => {
    const asked = await returned('p-6', 's-6', { ...small, damaged: true })
    expect(asked).toMatchObject({ outcome: 'review', rule: 'damaged', actions: [] })
    expect((await world.resolve(asked, { outcome: 'approve' })).json['resolution']).toMatchObject({
      rule: 'damaged',
      clause: { id: '2' },
      actions: [lock('s-6')],
    })
  })

  it('nothing is lost while approvals are paused', async () => {
    await world.post('/v1/approvals/pause', { reason: 'a look at the books' })
    const asked = await returned('p-7', 's-7a', small)
    expect(asked).toMatchObject({ outcome: 'review', reason_code: 'approvals_paused', actions: [] })
    await world.post('/v1/approvals/resume', { reason: 'all is right' })
    const approved = (await world.resolve(asked, { outcome: 'approve' })).json
    expect(approved['resolution']).toMatchObject({ rule: 'first-return', actions: [lock('s-7a')] })
    expect(await returned('p-7', 's-7b', small)).toMatchObject({ outcome: 'deny' })
  })

  it('the same callback instead of a person, once approvals are on again, counts once', async () => {
    await world.post('/v1/approvals/pause', { reason: 'a look at the books' })
    const asked = await returned('p-8', 's-8', small)
    await world.post('/v1/approvals/resume', { reason: 'all is right' })
    expect(await returned('p-8', 's-8', small)).toMatchObject({ outcome: 'approve', actions: [lock('s-8')] })
    const { status, problem } = await world.resolve(asked, { outcome: 'approve' })
    expect([status, problem]).toEqual([409, 'review_already_resolved'])
    expect(await world.order('s-8')).toMatchObject({ credited: '9' })
  })
})
