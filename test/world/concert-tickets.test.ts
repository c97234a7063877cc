import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openWorld, type World } from './open-world.ts'

describe('tickets of a concert that is postponed and then called off', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld('concert-tickets')
  })
  afterAll(() => world.close())

  /** A booking of two seats of 75.00 GBP with 7.53 and 7.52 of fees. */
  const report = (id: string, seat: string | null, choice: string, status = 'postponed') =>
    world.rule({
      booking: { id, face_value: '150.00', fees: '15.05', currency: 'GBP' },
      fan: { id: `fan-of-${id}` },
      ...(seat === null ? {} : { ticket: { seat, price: '75.00', fee: seat === 'A1' ? '7.53' : '7.52' } }),
      event: { status, announced_at: '2026-02-10T12:00:00Z' },
      choice: { kind: choice, at: '2026-02-20T10:00:00Z' },
    })
  const voids = (ticket: string) => ({ name: 'void_ticket', parameters: { ticket } })

  it('whoever takes a voucher takes no money beside it, and after the end gets what it was short of', async () => {
    expect(await report('b-1', 'A1', 'voucher')).toMatchObject({
      refund: { amount: '82.50', method: 'voucher' },
      actions: [voids('A1'), { name: 'issue_voucher', parameters: { worth: '82.50' } }],
    })
    expect(await report('b-1', 'A1', 'money')).toMatchObject({ reason_code: 'already_credited', actions: [] })
    expect(await report('b-1', 'A1', 'none', 'cancelled')).toMatchObject({ refund: { amount: '0.03', method: 'card' } })
    expect(await report('b-1', 'A2', 'none', 'cancelled')).toMatchObject({ refund: { amount: '82.52' } })
    expect(await report('b-1', null, 'none', 'cancelled')).toMatchObject({ reason_code: 'already_credited' })
    expect(await world.order('b-1')).toMatchObject({ credited: '165.05' })
  })

  it('who kept a ticket may choose otherwise in time', async () => {
    expect(await report('b-2', 'A1', 'keep')).toMatchObject({ outcome: 'deny', label: 'keep_ticket' })
    expect(await report('b-2', 'A1', 'money')).toMatchObject({ refund: { amount: '78.77' }, actions: [voids('A1')] })
    expect(await report('b-2', null, 'money')).toMatchObject({
      refund: { amount: '78.76', entitled: '157.53', already_credited: '78.77' },
    })
  })
})
