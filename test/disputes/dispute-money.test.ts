import { describe, expect, it } from '@jest/globals'
import type { DisputeClosing } from '../../src/journal/kinds/dispute-closed.ts'
import { type Domain, openDomain, problemOf } from '../journal/open-domain.ts'
import { closedOrder, disputePolicy } from './dispute-policy.ts'

const contacted = { supportContactedAt: '2026-03-01T10:00:00Z' }

const close = ({ disputes }: Domain, dispute: string, outcome: DisputeClosing, chargedBack: string | null = null) =>
  disputes.close({ dispute, outcome, chargedBack, author: 'ann' })

const orderState = async (domain: Domain) => (await domain.head()).state.order

/** A domain whose order of 25.00 USD is known and disputed. */
async function disputed(notice: Parameters<Domain['report']>[0] = {}) {
  const domain = await openDomain([disputePolicy])
  await domain.ask(closedOrder({ status: 'open' }))
  const { id } = await domain.report({ ...contacted, ...notice })
  return { domain, id }
}

describe('while a chargeback over an order is open', () => {
  it('every decision on it that would pay is a review, reason dispute_open; other orders and denials are not', async () => {
    const { domain } = await disputed()
    expect(await domain.ask(closedOrder())).toMatchObject({
      outcome: 'review',
      reason_code: 'dispute_open',
      review: { proposed: '25.00' },
    })
    expect((await domain.ask(closedOrder({ status: 'open' }))).outcome).toBe('deny')
    expect((await domain.ask(closedOrder({ id: 'o-2' }))).refund?.amount).toBe('25.00')
  })

  it('one that is won leaves another, and a second round of its own, to block it', async () => {
    const { domain, id } = await disputed({ amount: '10.00' })
    await domain.report({ ...contacted, amount: '5.00', openedAt: '2026-03-01T11:30:00Z', providerId: 'dp_2' })
    await close(domain, id, 'won')
    expect((await domain.ask(closedOrder())).reason_code).toBe('dispute_open')
    const second = await domain.report({ ...contacted, amount: '10.00', openedAt: '2026-03-01T11:45:00Z' })
    expect([second.id === id, second.status]).toEqual([false, 'open'])
    expect(await orderState(domain)).toMatchObject({ open_chargebacks: 2 })
  })
})

describe('a dispute that ends', () => {
  it.each(['won', 'withdrawn'] as const)('as %s lets the order be paid as before', async (outcome) => {
    const { domain, id } = await disputed()
    expect(await close(domain, id, outcome)).toMatchObject({
      id,
      status: outcome,
      charged_back: '0',
      closed_at: '2026-03-01T12:00:00.000Z',
    })
    expect(await domain.disputes.find(id)).toMatchObject({ status: outcome })
    expect((await domain.ask(closedOrder())).refund?.amount).toBe('25.00')
  })

  it('as lost has paid its own amount, not the whole charge', async () => {
    const { domain, id } = await disputed({ amount: '5.00' })
    expect(await close(domain, id, 'lost')).toMatchObject({ charged_back: '5', needs_amount: false })
    expect(await domain.ask(closedOrder())).toMatchObject({
      outcome: 'approve',
      refund: { amount: '20.00', entitled: '25.00', already_credited: '5.00' },
    })
    expect((await domain.verify()).faults).toEqual([])
  })

  it('counts by itself: several lost ones take what they take together', async () => {
    const { domain, id } = await disputed({ amount: '10.00' })
    const second = await domain.report({ ...contacted, amount: '5.00', providerId: 'dp_2' })
    await close(domain, id, 'lost')
    await close(domain, second.id, 'lost')
    expect((await domain.ask(closedOrder())).refund?.amount).toBe('10.00')
  })

  it('takes what it takes from its part too', async () => {
    const { domain, id } = await disputed({ amount: '5.00', part: 'parcel-2' })
    await close(domain, id, 'lost')
    expect(await orderState(domain)).toMatchObject({ charged_back: '5', part: { charged_back: '5' } })
  })

  it('may be corrected: the sum moves, and the next request pays or not accordingly', async () => {
    const { domain, id } = await disputed({ amount: '5.00' })
    await close(domain, id, 'lost')
    await domain.ask(closedOrder())
    const corrected = await close(domain, id, 'won')
    expect(corrected).toMatchObject({ status: 'won', charged_back: '0' })
    expect(corrected.history.map(({ event, status }) => [event, status])).toEqual([
      ['opened', 'open'],
      ['closed', 'lost'],
      ['closed', 'won'],
    ])
    expect((await domain.ask(closedOrder())).refund?.amount).toBe('5.00')
    await close(domain, id, 'lost')
    expect(await orderState(domain)).toMatchObject({ charged_back: '5', open_chargebacks: 0 })
  })

  it('over an order that got its money before is a review of what it got too much, gone when the overlap is', async () => {
    const { domain, id } = await disputed({ kind: 'inquiry', amount: '5.00' })
    await domain.ask(closedOrder())
    await domain.report({ ...contacted, amount: '5.00' })
    await close(domain, id, 'lost')
    const { head, state } = { head: await domain.head(), state: await orderState(domain) }
    expect(state?.recovery).toMatchObject({ id: head.id, reason_code: 'recovery', held: true })
    expect(head).toMatchObject({ result: { effect: { overlap: { amount: '5' } } }, pending: { review: {} } })
    await close(domain, id, 'won')
    expect((await orderState(domain))?.recovery).toBeNull()
    expect((await domain.verify()).faults).toEqual([])
  })

  it('takes nothing where it is an inquiry, but for what a person states', async () => {
    const { domain, id } = await disputed({ kind: 'inquiry', amount: '5.00' })
    expect(await close(domain, id, 'lost')).toMatchObject({ status: 'lost', charged_back: '0', needs_amount: false })
    expect((await orderState(domain))?.charged_back).toBe('0')
    expect(await close(domain, id, 'lost', '2.00')).toMatchObject({ charged_back: '2' })
    expect((await domain.verify()).faults).toEqual([])
  })

  it('with the same end again is the same answer, and leaves no entry', async () => {
    const { domain, id } = await disputed()
    const first = await close(domain, id, 'won')
    const { sequence } = await domain.head()
    domain.clock.advance(1000)
    expect(await close(domain, id, 'won')).toEqual(first)
    expect((await domain.head()).sequence).toBe(sequence)
    expect((await problemOf(close(domain, 'x', 'won'))).code).toBe('dispute_not_found')
  })

  it('without an order changes the standing only', async () => {
    const domain = await openDomain([disputePolicy])
    const { id } = await domain.report({ order: null })
    expect(await close(domain, id, 'lost')).toMatchObject({ charged_back: '0', needs_amount: false })
    expect((await domain.head()).state).toMatchObject({ open_disputes: 0, standing: 'warned', order: null })
    expect((await problemOf(close(domain, id, 'lost', '5.00'))).code).toBe('invalid_request')
  })
})

describe('a lost dispute whose sum is not clear', () => {
  it.each([
    ['is in another currency', { currency: 'EUR', amount: '5.00' }],
    ['is above the charge', { amount: '25.01' }],
  ])('because it %s makes payments of its order reviews until a person states the sum', async (_, notice) => {
    const { domain, id } = await disputed(notice)
    expect(await close(domain, id, 'lost')).toMatchObject({ charged_back: '0', needs_amount: true })
    expect(await domain.ask(closedOrder())).toMatchObject({ outcome: 'review', reason_code: 'dispute_amount' })
    expect(await close(domain, id, 'lost')).toMatchObject({ needs_amount: true, history: [{}, {}] })
    expect(await close(domain, id, 'lost', '5.40')).toMatchObject({ charged_back: '5.4', needs_amount: false })
    expect((await domain.ask(closedOrder())).refund?.amount).toBe('19.60')
    expect((await domain.verify()).faults).toEqual([])
  })

  it('because nothing is known of its order is clear once the order is, and the end is told again', async () => {
    const domain = await openDomain([disputePolicy])
    const { id } = await domain.report({ ...contacted, amount: '5.00' })
    expect(await close(domain, id, 'lost')).toMatchObject({ charged_back: '0', needs_amount: true })
    expect((await problemOf(close(domain, id, 'lost', '5.00'))).code).toBe('charge_not_known')
    await domain.ask(closedOrder({ status: 'open' }))
    expect(await close(domain, id, 'lost')).toMatchObject({ charged_back: '5', needs_amount: false })
  })

  it('is unclear no more when it ends otherwise', async () => {
    const { domain, id } = await disputed({ amount: '30.00' })
    await close(domain, id, 'lost')
    await close(domain, id, 'won')
    expect(await orderState(domain)).toMatchObject({ unclear_disputes: 0 })
    expect((await domain.ask(closedOrder())).refund?.amount).toBe('25.00')
  })
})

describe('what a person states', () => {
  it('counts in place of the amount of the notice, and may be stated anew', async () => {
    const { domain, id } = await disputed({ amount: '5.00' })
    await close(domain, id, 'lost', '7.50')
    expect(await close(domain, id, 'lost')).toMatchObject({ charged_back: '7.5', history: [{}, {}] })
    expect(await close(domain, id, 'lost', '7.500')).toMatchObject({ history: [{}, {}] })
    expect(await close(domain, id, 'lost', '0')).toMatchObject({ charged_back: '0', needs_amount: false })
    expect(await orderState(domain)).toMatchObject({ charged_back: '0' })
  })

  it.each([
    ['won', '5.00'],
    ['withdrawn', '0'],
    ['lost', '-1'],
    ['lost', '5.001'],
    ['lost', 'all'],
  ] as const)('cannot be, as %s with %s', async (outcome, stated) => {
    const { domain, id } = await disputed()
    expect((await problemOf(close(domain, id, outcome, stated))).code).toBe('invalid_request')
    expect(await orderState(domain)).toMatchObject({ open_chargebacks: 1, charged_back: '0' })
  })
})

describe('a dispute that is opened again', () => {
  const reopen = ({ disputes }: Domain, dispute: string) => disputes.reopen({ dispute, respondBy: null, author: 'ann' })

  it('blocks its order, and ends once more', async () => {
    const { domain, id } = await disputed({ amount: '5.00' })
    await close(domain, id, 'won')
    expect(await reopen(domain, id)).toMatchObject({ id, status: 'open', closed_at: null, rounds: 1 })
    expect((await domain.ask(closedOrder())).reason_code).toBe('dispute_open')
    await close(domain, id, 'lost')
    expect((await domain.ask(closedOrder())).refund?.amount).toBe('20.00')
    expect((await domain.verify()).faults).toEqual([])
  })

  it('keeps what it took until it ends otherwise', async () => {
    const { domain, id } = await disputed({ amount: '5.00' })
    await close(domain, id, 'lost')
    expect(await reopen(domain, id)).toMatchObject({ status: 'open', charged_back: '5' })
    expect(await domain.ask(closedOrder())).toMatchObject({
      reason_code: 'dispute_open',
      review: { proposed: '20.00' },
    })
    await close(domain, id, 'won')
    expect((await domain.ask(closedOrder())).refund?.amount).toBe('25.00')
  })

  it('while it is open stays as it is', async () => {
    const { domain, id } = await disputed()
    const open = await domain.disputes.find(id)
    expect(await reopen(domain, id)).toEqual(open)
    expect((await problemOf(reopen(domain, 'x'))).code).toBe('dispute_not_found')
  })

  it.each([
    ['a weightier kind', { kind: 'arbitration' }],
    ['a later opening', { openedAt: '2026-03-01T11:59:00Z' }],
  ] as const)('is so by a notice under its id with %s', async (_, news) => {
    const { domain, id } = await disputed({ providerId: 'dp_1' })
    await close(domain, id, 'won')
    const notice = { ...contacted, providerId: 'dp_1' }
    expect(await domain.report(notice)).toMatchObject({ status: 'won', rounds: 0 })
    expect(await domain.report({ ...notice, ...news })).toMatchObject({ id, status: 'open', rounds: 1 })
    expect(await orderState(domain)).toMatchObject({ open_chargebacks: 1 })
    await close(domain, id, 'won')
    expect(await domain.report({ ...notice, ...news })).toMatchObject({ status: 'won', rounds: 1 })
  })

  it('is so where an inquiry that had ended becomes a chargeback', async () => {
    const { domain, id } = await disputed({ providerId: 'dp_1', kind: 'inquiry' })
    await close(domain, id, 'withdrawn')
    await domain.report({ ...contacted, providerId: 'dp_1' })
    expect(await orderState(domain)).toMatchObject({ open_chargebacks: 1 })
    expect((await domain.head()).state.open_disputes).toBe(1)
  })
})
