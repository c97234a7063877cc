import { describe, expect, it } from '@jest/globals'
import type { CreditElsewhere } from '../../src/orders/elsewhere-credit.ts'
import { publishUnchecked } from '../journal/known-policies.ts'
import { type Domain, openDomain } from '../journal/open-domain.ts'
import { returned, returnsPolicy } from '../reviews/returns-policy.ts'

const openReturns = (): Promise<Domain> => openDomain([returnsPolicy])

/** Something that o-1 got elsewhere. */
function elsewhere({ orders }: Domain, amount: string, more: Partial<CreditElsewhere> = {}) {
  return orders.creditElsewhere({
    policy: 'smm-panel',
    order: 'o-1',
    account: 'a-1',
    part: null,
    amount,
    currency: 'EUR',
    reference: `re_${amount}`,
    method: 'card',
    reason: 'by hand',
    taken_back: false,
    author: 'ann',
    ...more,
  })
}

describe('what an order may get', () => {
  it('is the cap of the policy, not the charge alone; where it takes something away the answer says from what', async () => {
    const domain = await openReturns()
    const decision = await domain.ask(returned({ charge: '30.00', postage: '4.90', due: '40.00' }))
    expect(decision.refund).toMatchObject({ amount: '34.90', entitled: '34.90', capped_from: '40.00' })
    const below = await domain.ask(returned({ id: 'o-2', charge: '30.00', postage: '4.90', due: '34.90' }))
    expect(below.refund).not.toHaveProperty('capped_from')
  })

  it('is less what it got elsewhere, also where that came before anything else was known', async () => {
    const domain = await openReturns()
    await elsewhere(domain, '15.00')
    expect((await domain.ask(returned())).refund).toMatchObject({ amount: '25.00', already_credited: '15.00' })
    expect((await domain.head()).state.balances).toEqual({ EUR: '25' })
    await elsewhere(domain, '15.00', { taken_back: true })
    expect((await domain.ask(returned())).refund?.amount).toBe('15.00')
  })

  it('is less an adjustment that names it', async () => {
    const domain = await openReturns()
    await domain.ask(returned({ status: 'open' }))
    await domain.accounts.adjust({
      account: 'a-1',
      amount: '12.00',
      currency: 'EUR',
      order: { policy: 'smm-panel', id: 'o-1', part: null },
      reason: 'goodwill',
      idempotencyKey: null,
      author: 'ann',
    })
    expect((await domain.ask(returned())).refund).toMatchObject({ amount: '28.00', already_credited: '12.00' })
  })

  it('belongs to its policy: another one knows nothing of the same id, but the account is shared', async () => {
    const domain = await openReturns()
    await publishUnchecked(domain.storage, 'exchanges', returnsPolicy.replace('name: smm-panel', 'name: exchanges'))
    await domain.ask(returned())
    const request = { policy: 'exchanges', facts: returned(), idempotencyKey: null, author: 'shop' }
    expect((await domain.decisions.decide(request)).decision.refund).toMatchObject({
      amount: '40.00',
      already_credited: '0.00',
    })
    expect((await domain.head()).state.balances).toEqual({ EUR: '80' })
  })
})

describe('a decision that makes known what the order may get', () => {
  it('begins the review of what it got too much, which holds later requests until a person settles it', async () => {
    const domain = await openReturns()
    await elsewhere(domain, '120.00')
    const first = await domain.ask(returned({ status: 'open' }))
    expect(first).toMatchObject({ outcome: 'deny', review: null })
    expect(await domain.reviews.find(first.id)).toMatchObject({
      decision_id: first.id,
      asked_by: null,
      reason_code: 'recovery',
      overlap: '20',
      proposed: null,
      level: 'clerk',
    })
    expect(await domain.ask(returned())).toMatchObject({
      outcome: 'review',
      reason_code: 'recovery',
      review: { id: first.id },
    })
    expect((await domain.resolve(first.id, 'deny')).resolution).toMatchObject({ reason_code: 'recovery_settled' })
    expect((await domain.ask(returned())).reason_code).toBe('already_credited')
    expect((await domain.verify()).faults).toEqual([])
  })

  it('and would ask for a review of its own joins that of the overlap, which begins first', async () => {
    const domain = await openReturns()
    await elsewhere(domain, '120.00')
    const first = await domain.ask(returned({}, { account: { suspected: true } }))
    const [, registered, decided] = await domain.stream()
    expect([registered?.kind, decided?.id]).toEqual(['order_registered', first.id])
    expect(first.review?.id).toBe(registered?.id)
    expect((await domain.head()).state.order).toMatchObject({
      recovery: { id: registered?.id },
      whole: { waiting_review: null },
    })
    expect((await domain.verify()).faults).toEqual([])
  })

  it('is replayed without what others gave', async () => {
    const domain = await openReturns()
    await elsewhere(domain, '120.00')
    await domain.ask(returned())
    expect(await domain.verify()).toMatchObject({ faults: [], decisions: 1, not_replayable: 0 })
  })
})

describe('a report with another charge than the first', () => {
  const reports = (text = returnsPolicy) => openDomain([text])

  it('that is higher is looked at by a person where either figure would pay', async () => {
    const domain = await reports()
    await domain.ask(returned({ status: 'open', charge: '30.00' }))
    expect(await domain.ask(returned({ charge: '35.00', due: '35.00' }))).toMatchObject({
      outcome: 'review',
      reason_code: 'charge_differs',
      review: { proposed: '30.00' },
      ignored_facts: [{ fact: 'order.charge', given: '35', used: '30' }],
    })
    expect((await domain.ask(returned({ charge: '30.00', due: '35.00' }))).refund?.amount).toBe('30.00')
    expect((await domain.ask(returned({ charge: '35.00', due: '35.00' }))).reason_code).toBe('charge_differs')
  })

  it.each(['30.004', '29.00'])(
    'that is %s, not higher in whole units of the currency, is ignored and named',
    async (charge) => {
      const domain = await reports()
      await domain.ask(returned({ status: 'open', charge: '30.00' }))
      expect(await domain.ask(returned({ charge, due: '35.00' }))).toMatchObject({
        outcome: 'approve',
        refund: { amount: '30.00' },
        ignored_facts: [{ fact: 'order.charge' }],
      })
    },
  )

  it('that is higher is ignored where nothing would be paid, and where the policy says so', async () => {
    const domain = await reports()
    await domain.ask(returned({ status: 'open', charge: '30.00' }))
    expect((await domain.ask(returned({ status: 'open', charge: '35.00' }))).outcome).toBe('deny')
    const ignoring = await reports(
      returnsPolicy.replace('  claim: claim.reason', '  claim: claim.reason\n  higher_charge: ignore'),
    )
    await ignoring.ask(returned({ status: 'open', charge: '30.00' }))
    expect((await ignoring.ask(returned({ charge: '35.00', due: '35.00' }))).refund?.amount).toBe('30.00')
  })
})

describe('a part of an order', () => {
  it('gets its entitlement less what it got, within what the order may still get', async () => {
    const domain = await openReturns()
    const refunds = []
    for (const [parcel, due] of [
      ['p-1', '40'],
      ['p-1', '45'],
      ['p-2', '40'],
      ['p-3', '40'],
      ['p-1', '40'],
    ] as const) {
      refunds.push((await domain.ask(returned({ due }, { parcel }))).refund)
    }
    expect(refunds.map((refund) => refund?.amount)).toEqual(['40.00', '5.00', '40.00', '15.00', '0.00'])
    expect(refunds[3]).toMatchObject({ entitled: '40.00', already_credited: '0.00', capped_from: '40.00' })
  })

  it('is followed by a request about the whole: its entitlement less all that the order got', async () => {
    const domain = await openReturns()
    await domain.ask(returned({}, { parcel: 'p-1' }))
    await domain.ask(returned({ due: '20' }, { parcel: 'p-2' }))
    expect((await domain.ask(returned({ due: '90' }))).refund).toMatchObject({
      amount: '30.00',
      already_credited: '60.00',
    })
  })

  it('that would pay is looked at by a person once something was credited without a part', async () => {
    const domain = await openReturns()
    await domain.ask(returned())
    expect(await domain.ask(returned({}, { parcel: 'p-1' }))).toMatchObject({
      outcome: 'review',
      reason_code: 'whole_order_credited',
      part: 'p-1',
      review: { proposed: '40.00' },
    })
    expect((await domain.ask(returned({ status: 'open' }, { parcel: 'p-2' }))).outcome).toBe('deny')
  })

  it('waits while the whole is looked at, and the whole while a part is; other parts do not', async () => {
    const suspected = { account: { suspected: true } }
    const domain = await openReturns()
    await domain.ask(returned({}, { ...suspected, parcel: 'p-1' }))
    expect((await domain.ask(returned())).reason_code).toBe('part_waits')
    const other = await openReturns()
    const whole = await other.ask(returned({}, suspected))
    expect((await other.ask(returned({}, { parcel: 'p-1' }))).reason_code).toBe('part_waits')
    await other.resolve(whole.id, 'approve', '1.00')
    const third = await openReturns()
    await third.ask(returned({}, { ...suspected, parcel: 'p-1' }))
    expect((await third.ask(returned({}, { parcel: 'p-2' }))).refund?.amount).toBe('40.00')
  })

  it('that a person denied holds the whole, and the other way round', async () => {
    const suspected = { account: { suspected: true } }
    const domain = await openReturns()
    const part = await domain.ask(returned({}, { ...suspected, parcel: 'p-1' }))
    await domain.resolve(part.id, 'deny')
    expect((await domain.ask(returned({}, { parcel: 'p-1' }))).reason_code).toBe('denied_by_reviewer')
    expect((await domain.ask(returned({}, { parcel: 'p-2' }))).outcome).toBe('approve')
    expect(await domain.ask(returned({ due: '90.00' }))).toMatchObject({
      outcome: 'review',
      reason_code: 'denied_before',
    })
    const other = await openReturns()
    await other.resolve((await other.ask(returned({}, suspected))).id, 'deny')
    expect((await other.ask(returned({}, { parcel: 'p-1' }))).reason_code).toBe('denied_before')
  })
})

describe('a limit per decision', () => {
  const limits = 'limits: [{ per: decision, currency: EUR, amount: "50" }]\noutcomes:'

  it('counts what the order got by itself, all parts together: splitting does not pass it', async () => {
    const domain = await openDomain([returnsPolicy.replace('outcomes:', limits)])
    const asked = []
    for (const [parcel, due] of [
      ['p-1', '30'],
      ['p-2', '20'],
      ['p-3', '0.01'],
    ] as const) {
      asked.push((await domain.ask(returned({ due }, { parcel }))).reason_code)
    }
    expect(asked).toEqual(['returned', 'returned', 'over_limit'])
    expect((await domain.ask(returned({ id: 'o-2', due: '50' }))).outcome).toBe('approve')
  })

  it('does not count what a person approved', async () => {
    const domain = await openDomain([returnsPolicy.replace('outcomes:', limits)])
    const { id } = await domain.ask(returned({ due: '60' }))
    await domain.resolve(id, 'approve')
    expect((await domain.ask(returned({ due: '100' }))).refund?.amount).toBe('40.00')
  })
})

describe('history', () => {
  it('counts claims, approvals and denials once for each part and state, also with reports between', async () => {
    const domain = await openReturns()
    const claim = { claim: { reason: 'broken' } }
    for (const more of [claim, {}, claim, {}]) await domain.ask(returned({}, more))
    expect((await domain.head()).state.counters).toMatchObject({ decisions: 4, claims: 1, approvals: 1, credits: 1 })
    for (const more of [claim, {}, claim]) await domain.ask(returned({ status: 'open' }, more))
    await domain.ask(returned({}, claim))
    expect((await domain.head()).state.counters).toMatchObject({ decisions: 8, claims: 2, approvals: 1, denials: 1 })
    await domain.ask(returned({}, { ...claim, parcel: 'p-1' }))
    expect((await domain.head()).state.counters).toMatchObject({ claims: 3 })
  })
})

describe('after a clock that ran ahead and was mended', () => {
  const limits = 'limits: [{ per: account_day, currency: EUR, amount: "50" }]\noutcomes:'
  const day = 24 * 3600_000

  it('decisions see the right time, and entries keep their order', async () => {
    const domain = await openReturns()
    const noon = domain.clock.now()
    domain.clock.advance(30 * day)
    await domain.ask(returned())
    domain.clock.set(noon)
    const decision = await domain.ask(returned({ id: 'o-2' }, { account: { suspected: true } }))
    expect(decision).toMatchObject({
      decided_at: '2026-03-01T12:00:00.000Z',
      review: { due_by: '2026-03-04T12:00:00.000Z' },
    })
    const [first, second] = await domain.stream()
    expect(second?.at).toBe(first?.at)
    expect((await domain.verify()).faults).toEqual([])
  })

  it('what was credited ahead counts for today, and for its own day', async () => {
    const domain = await openDomain([returnsPolicy.replace('outcomes:', limits)])
    const noon = domain.clock.now()
    domain.clock.advance(30 * day)
    await domain.ask(returned())
    domain.clock.set(noon)
    expect((await domain.ask(returned({ id: 'o-2' }))).reason_code).toBe('over_limit')
    domain.clock.set(noon + 30 * day)
    expect((await domain.ask(returned({ id: 'o-3' }))).reason_code).toBe('over_limit')
    domain.clock.set(noon + 31 * day)
    expect((await domain.ask(returned({ id: 'o-4' }))).outcome).toBe('approve')
  })
})
