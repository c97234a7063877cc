import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Json } from '../http/open-panel.ts'
import { openWorld, type World } from './open-world.ts'

describe('a refund that the bank sends back', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld('devices')
  })
  afterAll(() => world.close())

  /** A deposit of 75.00 PLN is due. */
  const due = (number: string) =>
    world.rule({ hire: { number, deposit: '75.00', currency: 'PLN' }, hirer: { number: `hirer-of-${number}` } })
  const report = async (decision: Json, status: string, reference: string) => {
    const answer = await world.post(`/v1/decisions/${String(decision['id'])}/delivery`, { status, reference })
    return [answer.status, answer.problem ?? answer.json['balance']]
  }
  const isOwed = async (decision: Json) => {
    const items = await world.pages('/v1/credits/undelivered?limit=100')
    return items.some((item) => item['decision_id'] === decision['id'])
  }

  it.each(['failed', 'returned'])(
    '%s after it was delivered: it is owed again, until it is delivered anew',
    async (word) => {
      const decision = await due(`h-${word}`)
      expect(await isOwed(decision)).toBe(true)
      expect(await report(decision, 'delivered', 'bank-1')).toEqual([201, '0'])
      expect(await isOwed(decision)).toBe(false)
      expect(await report(decision, word, 'bank-1')).toEqual([201, '75'])
      expect(await isOwed(decision)).toBe(true)
      expect(await report(decision, 'delivered', 'bank-2')).toEqual([201, '0'])
      expect(await isOwed(decision)).toBe(false)
    },
  )

  it('each report counts once, however often it is sent', async () => {
    const decision = await due('h-2')
    await report(decision, 'delivered', 'bank-1')
    await report(decision, 'returned', 'bank-1')
    expect(await report(decision, 'returned', 'bank-1')).toEqual([200, '75'])
    await report(decision, 'delivered', 'bank-2')
    expect(await report(decision, 'delivered', 'bank-2')).toEqual([200, '0'])
    const account = (await world.get('/v1/accounts/hirer-of-h-2')).json
    expect(account).toMatchObject({ balances: { PLN: '0' }, sequence: 4 })
  })

  it('a late notice of the first delivery does not deliver what came back', async () => {
    const decision = await due('h-3')
    await report(decision, 'delivered', 'bank-1')
    await report(decision, 'returned', 'bank-1')
    const [status] = await report(decision, 'delivered', 'bank-1')
    expect([status, await isOwed(decision)]).toEqual([200, true])
  })

  it('a second delivery of what was delivered is refused', async () => {
    const decision = await due('h-4')
    await report(decision, 'delivered', 'bank-1')
    expect(await report(decision, 'delivered', 'bank-2')).toEqual([409, 'delivery_conflict'])
  })

  it('nothing comes back before it was delivered; a failure leaves it owed', async () => {
    const decision = await due('h-5')
    expect(await report(decision, 'returned', 'bank-1')).toEqual([409, 'delivery_conflict'])
    expect((await report(decision, 'failed', 'card closed'))[0]).toBe(201)
    expect(await isOwed(decision)).toBe(true)
    expect(await report(decision, 'delivered', 'bank-1')).toEqual([201, '0'])
  })

  it('what came back is still credited: the same report pays nothing more', async () => {
    const decision = await due('h-6')
    await report(decision, 'delivered', 'bank-1')
    await report(decision, 'returned', 'bank-1')
    expect(await due('h-6')).toMatchObject({ reason_code: 'already_credited' })
    expect(await world.order('h-6')).toMatchObject({ credited: '75' })
  })

  it('what came back and was spent here cannot be delivered any more', async () => {
    const decision = await due('h-7')
    await report(decision, 'delivered', 'bank-1')
    await report(decision, 'returned', 'bank-1')
    const debit = { amount: '50.00', currency: 'PLN', reference: 'next-hire' }
    await world.post('/v1/accounts/hirer-of-h-7/debits', debit)
    expect(await report(decision, 'delivered', 'bank-2')).toEqual([409, 'insufficient_balance'])
  })
})
