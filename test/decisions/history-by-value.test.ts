import { expect, it } from '@jest/globals'
import { openDecisions } from './open-decisions.ts'

const policy = `
name: parcels
title: Parcels
contact: help@parcels.example
time_zone: UTC
refund_methods: [card]
subject: { order: order.id, account: buyer.id, charge: order.paid, currency: order.currency, claim: claim.reason }
clauses:
  - { id: "1", title: Lost, text: "What does not arrive is paid back, twice in 30 days at most." }
  - { id: "2", title: Anything else, text: "Nothing else is refunded." }
facts:
  order.id: { type: string }
  buyer.id: { type: string }
  order.paid: { type: decimal, from: order }
  order.currency: { type: string, from: order }
  claim.reason: { type: enum, values: [none, not_arrived, broken], default: none }
  claim.is_gift: { type: boolean, default: false }
  history.lost: { type: integer, from: history, count: { entries: claims, within: 30 days, where: { claim.reason: not_arrived } } }
  history.lost_gift: { type: boolean, from: history, exists: { entries: claims, within: 30 days, where: { claim.reason: not_arrived, claim.is_gift: true } } }
refunds:
  - { id: gift, clause: "2", when: history.lost_gift, then: { outcome: deny, reason: lost_gift, message: A gift was lost before. } }
  - { id: third, clause: "2", when: history.lost >= 2, then: { outcome: deny, reason: too_often, message: Two were lost before. } }
  - { id: lost, clause: "1", when: claim.reason == 'not_arrived', then: { outcome: approve, refund: order.paid, message: It goes back. } }
default: { clause: "2", outcome: deny, reason: not_refundable, message: Nothing goes back. }
disputes: []
`

it('earlier claims are counted by what they said, whatever this one says', async () => {
  const { ask } = await openDecisions([policy])
  let order = 0
  const reasonOf = async (reason: string, more: object = {}, account = 'b-1'): Promise<string> => {
    order += 1
    const facts = { order: { id: `o-${order}`, paid: '5.00', currency: 'EUR' }, buyer: { id: account } }
    return (await ask({ ...facts, claim: { reason, ...more } })).rule ?? 'default'
  }
  expect(await reasonOf('not_arrived')).toBe('lost')
  expect(await reasonOf('broken')).toBe('default')
  expect(await reasonOf('not_arrived')).toBe('lost')
  expect(await reasonOf('broken')).toBe('third')
  expect(await reasonOf('not_arrived')).toBe('third')
  expect(await reasonOf('broken', { is_gift: true }, 'b-2')).toBe('default')
  expect(await reasonOf('not_arrived', { is_gift: true }, 'b-2')).toBe('lost')
  expect(await reasonOf('not_arrived', {}, 'b-2')).toBe('gift')
})
